/** Lists, and the folders that they are in. */
@NullMarked
package io.tajo.brevo.lists;

import org.jspecify.annotations.NullMarked;
