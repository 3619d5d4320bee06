/** What a test holds in its hands: the clock, the faults, and the log of calls. */
@NullMarked
package io.tajo.examples.sandbox.control;

import org.jspecify.annotations.NullMarked;
