/** The PostHog client: {@link io.tajo.posthog.PostHogClient} and what builds it. */
@NullMarked
package io.tajo.posthog;

import org.jspecify.annotations.NullMarked;
