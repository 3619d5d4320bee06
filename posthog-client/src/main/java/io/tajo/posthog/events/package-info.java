/** Events: what persons did, for small look-ups. */
@NullMarked
package io.tajo.posthog.events;

import org.jspecify.annotations.NullMarked;
