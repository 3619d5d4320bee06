/** Processes: what Brevo does in its own time, such as an import. */
@NullMarked
package io.tajo.brevo.processes;

import org.jspecify.annotations.NullMarked;
