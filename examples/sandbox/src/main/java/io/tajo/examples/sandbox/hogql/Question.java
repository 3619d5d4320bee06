package io.tajo.examples.sandbox.hogql;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query is answered with besides its tables.
 *
 * @param values the values of its placeholders
 * @param now what {@code now()} is
 * @param cohorts tells who is in a cohort
 */
record Question(Map<String, @Nullable Object> values, Instant now, Cohorts cohorts) {}
