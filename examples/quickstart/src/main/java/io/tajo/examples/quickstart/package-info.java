/** The quickstart: {@link io.tajo.examples.quickstart.Quickstart}. */
@NullMarked
package io.tajo.examples.quickstart;

import org.jspecify.annotations.NullMarked;
