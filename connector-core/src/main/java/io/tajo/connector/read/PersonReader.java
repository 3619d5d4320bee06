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
import java.util.LinkedHashSet;
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

    Reading open(List<Companion> companions) {
        SharedAddresses shared = SharedAddresses.read(query, use.address());
        boolean counted = isCounted();
        List<ActivityStream> activities = counted ? new ActivityReader(query).open(question()) : List.of();
        Iterator<JsonObject> persons = query.rows(columns.withAddress()).iterator();
        PersonRows rows = new PersonRows(persons, columns, activities, companions);
        return reading(new AddressGroups(rows, shared.persons()), companions, counted, shared.without());
    }

    Reading openByRest() {
        SharedAddresses shared = SharedAddresses.read(query, use.address());
        boolean counted = isCounted();
        Map<String, Activity> activities = new HashMap<>();
        if (counted) new ActivityReader(query).open(question()).forEach(stream -> stream.drainInto(activities));
        var persons =
                postHog.persons().list(PersonQuery.all().pageSize(REST_PAGE)).iterator();
        // The list holds the persons without an address too.
        return reading(
                new AddressGroups(new RestRows(persons, columns, activities), shared.persons()), List.of(), counted, 0);
    }

    private boolean isCounted() {
        return recently != null || use.reads().stream().anyMatch(FROM_EVENTS::contains);
    }

    private ActivityQuestion question() {
        return new ActivityQuestion(now.minus(eventsSince), now, recently);
    }

    private Reading reading(AddressGroups groups, List<Companion> companions, boolean counted, long without) {
        SyncReport.Window window = counted ? new SyncReport.Window(now.minus(eventsSince), now) : null;
        // What no mapping reads is not counted: it is unknown, and not 0.
        Set<String> known = new LinkedHashSet<>(columns.properties());
        known.addAll(use.reads());
        if (recently != null) known.add(ComputedField.RECENT_EVENTS);
        return new PersonReading(groups, known, companions, window, without);
    }
}
