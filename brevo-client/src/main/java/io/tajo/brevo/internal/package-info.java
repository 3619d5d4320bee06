/** What implements the API's areas. Not exported. */
@NullMarked
package io.tajo.brevo.internal;

import org.jspecify.annotations.NullMarked;
