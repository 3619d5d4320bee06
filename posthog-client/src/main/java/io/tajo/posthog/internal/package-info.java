/** What implements the API's areas. Not exported. */
@NullMarked
package io.tajo.posthog.internal;

import org.jspecify.annotations.NullMarked;
