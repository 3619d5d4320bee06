/** Decides feature flags without a server, as PostHog's server and its SDK for Node.js do. */
@NullMarked
package io.tajo.posthog.evaluation;

import org.jspecify.annotations.NullMarked;
