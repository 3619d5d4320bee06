/** Exports: files on demand, exports on a schedule, and the rows that both write. */
@NullMarked
package io.tajo.posthog.exports;

import org.jspecify.annotations.NullMarked;
