package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a query of the caller's finds, one row for each contact. */
final class QueryJob implements RowReader {
    /** Tells rows of one contact apart, so that pages of a query that was not grouped lose none. */
    static final String ROW = "row_of_contact";

    private final QuerySync job;
    private final RowIterator rows;
    private final @Nullable JsonObject first;
    private final FieldMapping mapping;

    QueryJob(ReadContext sources, QuerySync job) {
        this.job = job;
        HogQlRows all = sources.postHog().query().rows(paged(job));
        this.rows = all.iterator();
        this.first = first();
        ColumnTypes types = ColumnTypes.of(untyped(job), rows, all);
        FieldMapping.Builder columns = FieldMapping.builder();
        job.columns()
                .forEach((attribute, column) -> columns.map(
                        column.source(),
                        attribute,
                        column.transform().orElseGet(() -> types.transform(column.source()))));
        this.mapping = columns.build();
    }

    private static HogQl paged(QuerySync job) {
        String text = "SELECT *, row_number() OVER (PARTITION BY " + HogQl.quote(job.contactColumn()) + order(job)
                + ") AS " + ROW + " FROM (\n" + job.query().text() + "\n) AS contacts";
        HogQl query = HogQl.of(text);
        for (Map.Entry<String, @Nullable Object> value : job.query().values().entrySet()) {
            query = query.bind(value.getKey(), value.getValue());
        }
        return query.keyset(job.contactColumn(), ROW).named(job.name()).aggregate();
    }

    /**
     * Each page numbers the rows anew: unless what is written decides about the order, it may be another one each time.
     * The query's own ORDER BY is no promise about the rows that another SELECT gets.
     */
    private static String order(QuerySync job) {
        String columns = columns(job)
                .filter(column -> !column.equals(job.contactColumn()))
                .map(column -> HogQl.quote(column) + " DESC")
                .collect(Collectors.joining(", "));
        return columns.isEmpty() ? "" : " ORDER BY " + columns;
    }

    private static Stream<String> columns(QuerySync job) {
        return job.columns().values().stream().map(QuerySync.Column::source).distinct();
    }

    private @Nullable JsonObject first() {
        try {
            JsonObject row = rows.hasNext() ? rows.next() : null;
            if (row != null) checkColumns(row);
            return row;
        } catch (InvalidRequestException e) {
            throw new ConfigurationException("PostHog refused the query \"" + job.name() + "\": "
                    + e.failure().detail() + ". It must select the contact's address as " + job.contactColumn()
                    + mapped() + ".");
        }
    }

    private String mapped() {
        String columns = columns(job).collect(Collectors.joining(", "));
        return columns.isEmpty() ? "" : ", and what the job maps to attributes: " + columns;
    }

    private void checkColumns(JsonObject row) {
        List<String> missing = columns(job).filter(column -> !row.has(column)).toList();
        if (missing.isEmpty()) return;
        throw new ConfigurationException("The query \"" + job.name() + "\" does not select "
                + String.join(", ", missing) + ", which the job maps to attributes.");
    }

    private static Set<String> untyped(QuerySync job) {
        return job.columns().values().stream()
                .filter(column -> column.transform().isEmpty())
                .map(QuerySync.Column::source)
                .collect(Collectors.toSet());
    }

    @Override
    public FieldUse uses() {
        return mapping.uses();
    }

    @Override
    public List<ListUse> lists() {
        List<ListUse> lists = new ArrayList<>();
        job.list().ifPresent(list -> lists.add(new ListUse(ListTarget.of(list), job.mirrored())));
        return lists;
    }

    @Override
    public Optional<Mirror> clearsOthers() {
        return job.clearsOthers() ? Optional.of(job.mirrored().orElseGet(Mirror::careful)) : Optional.empty();
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return mapping.andThen((row, contact) -> job.list().ifPresent(contact::joinList));
    }

    @Override
    public Reading open() {
        return new QueryReading(first, rows, job.contactColumn());
    }
}
