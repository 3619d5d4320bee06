/** Session recordings: what was recorded of whom, and what it adds up to. */
@NullMarked
package io.tajo.posthog.recordings;

import org.jspecify.annotations.NullMarked;
