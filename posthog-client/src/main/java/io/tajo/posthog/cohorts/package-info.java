/** Cohorts: groups of persons, and who belongs to them. */
@NullMarked
package io.tajo.posthog.cohorts;

import org.jspecify.annotations.NullMarked;
