package io.tajo.posthog.query;

import io.tajo.client.JsonObject;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows of a query, each a column's name with its value. PostHog hands out properties as text, whatever they were; the
 * accessors of {@link JsonObject} read numbers and booleans from it. Safe to share; an iterator is for one thread.
 */
@FunctionalInterface
public interface HogQlRows extends Iterable<JsonObject> {

    /** {@return the rows from the first one, asked for anew} */
    @Override
    RowIterator iterator();

    /** {@return the rows as a stream, read as it is consumed; it holds nothing that must be closed} */
    default Stream<JsonObject> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /** One reading of the rows. */
    interface RowIterator extends Iterator<JsonObject> {

        /**
         * Returns how many rows were left out because a column of the {@link HogQl#keyset} is NULL in them, which also
         * is one line of warning in the log.
         *
         * @return the number, complete once the first row was asked for
         */
        long withoutKey();

        /**
         * Returns the types of the columns, as ClickHouse names them: {@code Nullable(Float64)}, {@code DateTime64(6, 'UTC')}.
         *
         * @return the types by column, known once the first row was asked for, even if there is none; empty if PostHog did not
         *     say
         */
        Map<String, String> columnTypes();
    }
}
