package io.tajo.examples.sandbox.hogql;

import org.jspecify.annotations.Nullable;

/** Tells who is in a cohort. */
@FunctionalInterface
public interface Cohorts {

    /**
     * Looks a person up.
     *
     * @param cohort the cohort's number
     * @param person the person's id
     * @return whether the person is in it
     * @throws HogQlException if there is no such cohort
     */
    boolean holds(long cohort, @Nullable Object person);
}
