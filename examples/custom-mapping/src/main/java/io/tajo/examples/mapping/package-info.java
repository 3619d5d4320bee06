/** A mapping of one's own beside the declarative one. */
@NullMarked
package io.tajo.examples.mapping;

import org.jspecify.annotations.NullMarked;
