package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.report.SyncReport;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.query.QueryApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens a reading of all persons: shared addresses first, then persons and what is known besides, side by side. For one
 * run.
 */
final class PersonReader {
    private static final Set<String> FROM_EVENTS = Set.of(ComputedField.TOTAL_EVENTS, ComputedField.LAST_SEEN);
    private static final int REST_PAGE = 1_000;

    private final PostHogClient postHog;
    private final QueryApi query;
    private final FieldUse use;
    private final PersonColumns columns;
    private final Instant now;
    private Duration eventsSince = Duration.ofDays(365);
    private @Nullable Instant recently;
    private boolean distinctIds;

    /**
     * Creates a reader.
     *
     * @param postHog whom to read
     * @param use which fields the mapping needs
     * @param now the end of the window that events are counted over
     */
    PersonReader(PostHogClient postHog, FieldUse use, Instant now) {
        this.postHog = postHog;
        this.query = postHog.query();
        this.use = use;
        this.columns = PersonColumns.of(use);
        this.now = now;
    }

    PersonReader eventsSince(Duration time) {
        eventsSince = time;
        return this;
    }

    /** Counts the events since then apart. */
    PersonReader recently(Instant since) {
        recently = since;
        return this;
    }

    /** Asks for the distinct id that each person was seen under last. */
    PersonReader distinctIds() {
        distinctIds = true;
        return this;
    }

    Reading open(List<Companion> companions) {
        Map<String, Integer> shared = new SharedAddresses(query).read(use.address());
        boolean counted = isCounted(shared);
        List<ActivityStream> activities = counted ? new ActivityReader(query).open(question()) : List.of();
        Iterator<JsonObject> persons = query.rows(columns.query()).iterator();
        PersonRows rows = new PersonRows(persons, columns, activities, companions);
        return reading(new AddressGroups(rows, shared), companions, counted);
    }

    Reading openByRest() {
        Map<String, Integer> shared = new SharedAddresses(query).read(use.address());
        boolean counted = isCounted(shared);
        Map<String, Activity> activities = new HashMap<>();
        if (counted) new ActivityReader(query).open(question()).forEach(stream -> stream.drainInto(activities));
        var persons =
                postHog.persons().list(PersonQuery.all().pageSize(REST_PAGE)).iterator();
        return reading(new AddressGroups(new RestRows(persons, columns, activities), shared), List.of(), counted);
    }

    /** Who speaks for a shared address is who was seen last. */
    private boolean isCounted(Map<String, Integer> shared) {
        boolean asked = use.reads().stream().anyMatch(FROM_EVENTS::contains);
        return asked || recently != null || distinctIds || !shared.isEmpty();
    }

    private ActivityQuestion question() {
        return new ActivityQuestion(now.minus(eventsSince), now, recently, distinctIds);
    }

    private Reading reading(AddressGroups groups, List<Companion> companions, boolean counted) {
        SyncReport.Window window = counted ? new SyncReport.Window(now.minus(eventsSince), now) : null;
        return new PersonReading(groups, columns.properties(), companions, window);
    }
}
