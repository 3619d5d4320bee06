package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persons in the order of their ids, each joined with its activity and companions. For one thread. */
final class PersonRows implements Iterator<PersonRow> {
    private final Iterator<JsonObject> rows;
    private final PersonColumns columns;
    private final List<ActivityStream> activities;
    private final List<Enrichment> enrichments;
    private @Nullable String last;

    PersonRows(
            Iterator<JsonObject> rows,
            PersonColumns columns,
            List<ActivityStream> activities,
            List<Enrichment> enrichments) {
        this.rows = rows;
        this.columns = columns;
        this.activities = activities;
        this.enrichments = enrichments;
    }

    /** Returns the id of the last person that was read with everything known of it. */
    Optional<String> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public PersonRow next() {
        JsonObject row = rows.next();
        String id = row.text("id").orElseThrow(() -> new DecodingException("PostHog sent a person without an id."));
        if (last != null && ClickHouseUuid.compare(last, id) >= 0) throw MergeCursor.outOfOrder("persons");
        Activity activity = Activity.NONE;
        for (ActivityStream stream : activities) activity = activity.and(stream.of(id));
        Map<String, Object> known = new LinkedHashMap<>();
        for (Enrichment enrichment : enrichments) known.putAll(enrichment.of(id));
        Map<String, @Nullable Object> properties = columns.read(row);
        // Only now: what is known besides is read as well.
        last = id;
        return new PersonRow(
                id, row.instant("created_at").orElse(null), activity, columns.address(properties), properties, known);
    }
}
