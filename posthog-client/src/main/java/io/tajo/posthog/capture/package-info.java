/** Capture: sending events to PostHog. */
@NullMarked
package io.tajo.posthog.capture;

import org.jspecify.annotations.NullMarked;
