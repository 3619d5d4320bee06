package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import java.util.Iterator;
import java.util.Map;

/** Events counted by person, in the order of the persons' ids. Opened with its first row. For one thread. */
final class ActivityStream {
    private final MergeCursor<JsonObject> rows;

    ActivityStream(Iterator<JsonObject> rows) {
        // Here, so that a window that is too large shows when it is opened.
        boolean unused = rows.hasNext();
        this.rows = new MergeCursor<>("events", rows, row -> row.text("id").orElse(null));
    }

    /** Returns a person's activity. Persons must be asked for in ClickHouse's order of their ids. */
    Activity of(String person) {
        return rows.of(person).map(ActivityStream::activity).orElse(Activity.NONE);
    }

    /** Adds all activities to a table, for persons who come in another order. */
    void drainInto(Map<String, Activity> table) {
        rows.forEachRemaining((person, row) -> table.merge(person, activity(row), Activity::and));
    }

    private static Activity activity(JsonObject row) {
        return new Activity(
                row.integer("total_events").orElse(0),
                row.integer("recent_events").orElse(0),
                row.instant("last_seen").orElse(null));
    }
}
