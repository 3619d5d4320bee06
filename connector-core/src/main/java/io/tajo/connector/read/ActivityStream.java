package io.tajo.connector.read;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Events counted by person, in the order of the persons' ids: walked along beside the persons, so that neither is held.
 * For one thread.
 */
final class ActivityStream {
    private final Iterator<JsonObject> rows;
    private @Nullable String id;
    private Activity activity = Activity.NONE;

    ActivityStream(Iterator<JsonObject> rows) {
        this.rows = rows;
        advance();
    }

    /** Returns a person's activity. Persons must be asked for in ClickHouse's order of their ids. */
    Activity of(String person) {
        while (id != null && ClickHouseUuid.compare(id, person) < 0) advance();
        // Events may name a person that no longer is one, or never was: such rows are passed over above.
        return id != null && ClickHouseUuid.compare(id, person) == 0 ? activity : Activity.NONE;
    }

    private void advance() {
        String before = id;
        if (!rows.hasNext()) {
            id = null;
            return;
        }
        JsonObject row = rows.next();
        id = row.text("id").orElseThrow(() -> new DecodingException("PostHog counted events without a person's id."));
        if (before != null && ClickHouseUuid.compare(before, id) >= 0) throw outOfOrder("events");
        activity = new Activity(
                row.integer("total_events").orElse(0), row.instant("last_seen").orElse(null));
    }

    static DecodingException outOfOrder(String what) {
        return new DecodingException(
                "PostHog sent " + what + " in an order of persons that is not ClickHouse's: counts "
                        + "would land on the wrong person. Report the version of this PostHog to the library's authors.");
    }
}
