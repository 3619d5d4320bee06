/** What a run tells its caller: while it goes, and at its end. */
@NullMarked
package io.tajo.connector.report;

import org.jspecify.annotations.NullMarked;
