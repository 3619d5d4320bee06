/** Persons: who PostHog has seen, and what it knows about them. */
@NullMarked
package io.tajo.posthog.persons;

import org.jspecify.annotations.NullMarked;
