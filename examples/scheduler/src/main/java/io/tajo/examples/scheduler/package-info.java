/** Calls the connector from a plain scheduled executor, by the file's schedule, one run at a time. */
@NullMarked
package io.tajo.examples.scheduler;

import org.jspecify.annotations.NullMarked;
