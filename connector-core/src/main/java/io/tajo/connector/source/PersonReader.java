package io.tajo.connector.source;

import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.report.SyncReport;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.query.QueryApi;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
    private boolean byRest;

    /**
     * Creates a reader.
     *
     * @param postHog the client to read from
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

    /** Opens what is known besides of the persons of a range. */
    @FunctionalInterface
    interface Enrichments {
        List<Enrichment> open(PersonRange range);

        static Enrichments none() {
            return range -> List.of();
        }
    }

    /** Reads the persons by the REST route, without companions and from the beginning only. */
    PersonReader byRest() {
        byRest = true;
        return this;
    }

    /** Opens a reading that goes on at a position. */
    Reading open(ReadPosition start, Enrichments enrichments) {
        if (byRest) return openByRest();
        SharedAddresses shared = SharedAddresses.read(query, use.address());
        List<Enrichment> besides = enrichments.open(start.rest());
        PersonRows rest = rows(start.rest(), besides);
        ResumedRows rows = new ResumedRows(
                start,
                ids -> {
                    PersonRange range = PersonRange.only(ids);
                    return rows(range, enrichments.open(range));
                },
                rest);
        AddressGroups groups = new AddressGroups(rows, shared.persons());
        return reading(groups, rows, besides, shared.without());
    }

    private PersonRows rows(PersonRange range, List<Enrichment> enrichments) {
        List<ActivityStream> activities = isCounted() ? new ActivityReader(query, range).open(question()) : List.of();
        return new PersonRows(query.rows(columns.withAddress(range)).iterator(), columns, activities, enrichments);
    }

    private Reading openByRest() {
        SharedAddresses shared = SharedAddresses.read(query, use.address());
        Map<String, Activity> activities = new HashMap<>();
        if (isCounted())
            new ActivityReader(query, PersonRange.ALL).open(question()).forEach(stream -> stream.drainInto(activities));
        var persons =
                postHog.persons().list(PersonQuery.all().pageSize(REST_PAGE)).iterator();
        // The list holds the persons without an address too.
        AddressGroups groups = new AddressGroups(new RestRows(persons, columns, activities), shared.persons());
        return reading(groups, null, List.of(), 0);
    }

    private boolean isCounted() {
        return recently != null || use.reads().stream().anyMatch(FROM_EVENTS::contains);
    }

    private ActivityQuestion question() {
        return new ActivityQuestion(now.minus(eventsSince), now, recently);
    }

    private Reading reading(
            AddressGroups groups, @Nullable ResumedRows rows, List<Enrichment> enrichments, long without) {
        SyncReport.Window window = isCounted() ? new SyncReport.Window(now.minus(eventsSince), now) : null;
        // What no mapping reads is not counted: it is unknown, and not 0.
        Set<String> known = new LinkedHashSet<>(columns.properties());
        known.addAll(use.reads());
        if (recently != null) known.add(ComputedField.RECENT_EVENTS);
        return new PersonReading(groups, rows, known, enrichments, window, without);
    }
}
