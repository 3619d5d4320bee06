/** Attributes: the fields that contacts may have. */
@NullMarked
package io.tajo.brevo.attributes;

import org.jspecify.annotations.NullMarked;
