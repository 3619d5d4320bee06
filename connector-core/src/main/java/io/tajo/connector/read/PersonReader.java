package io.tajo.connector.read;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.query.QueryApi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens the reading of a person job: shared addresses first, then persons and their activity side by side. */
public final class PersonReader {
    private static final Set<String> FROM_EVENTS = Set.of("total_events", "last_seen");

    private final QueryApi query;

    /**
     * Creates a reader.
     *
     * @param postHog whom to read
     */
    public PersonReader(PostHogClient postHog) {
        this.query = postHog.query();
    }

    /**
     * Opens a reading.
     *
     * @param job what to read
     * @param use which fields the mapping needs
     * @param now the end of the window that events are counted over
     * @return the reading; each step of it may call PostHog
     */
    public Reading open(PersonSync job, FieldUse use, Instant now) {
        Map<String, Integer> shared = new SharedAddresses(query).read(use.address());
        PersonColumns columns = PersonColumns.of(use);
        boolean countEvents = !shared.isEmpty() || use.reads().stream().anyMatch(FROM_EVENTS::contains);
        List<ActivityStream> activities =
                countEvents ? new ActivityReader(query).open(now.minus(job.eventsSince()), now) : List.of();
        PersonRows rows = new PersonRows(query.rows(columns.query()).iterator(), columns, activities);
        return new Reading(new AddressGroups(rows, shared), columns.readable());
    }
}
