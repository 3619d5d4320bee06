/** Session recordings: single recordings, and totals for each person. */
@NullMarked
package io.tajo.posthog.recordings;

import org.jspecify.annotations.NullMarked;
