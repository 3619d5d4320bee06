/** PostHog's side: persons, events, and the routes that read them. */
@NullMarked
package io.tajo.examples.sandbox.posthog;

import org.jspecify.annotations.NullMarked;
