package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.posthog.exports.JsonLines;
import io.tajo.posthog.query.HogQl;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Looks whether the sources of events and exports are there. Stateless. */
public final class EventCheck {
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private EventCheck() {}

    /**
     * Asks PostHog for the names of events: one call.
     *
     * @param sources what to ask
     * @param job the events
     * @return those of the job's events of which PostHog has none of the last thirty days
     */
    public static Set<String> missing(ReadContext sources, EventSync job) {
        HogQl query = HogQl.of("SELECT event, count() AS events FROM events WHERE event IN {events} "
                        + "AND timestamp > toDateTime({since}) GROUP BY event LIMIT "
                        + job.events().size())
                .bind("events", job.events())
                .bind("since", sources.now().minus(LOOKED_BACK).toString())
                .named("check of events")
                .aggregate();
        Set<String> missing = new TreeSet<>(job.events());
        for (JsonObject row : sources.postHog().query().rows(query)) {
            row.text("event").ifPresent(missing::remove);
        }
        return missing;
    }

    /**
     * Opens the file of an export and reads its first row. An export on demand is not ordered for it.
     *
     * @param sources what to read from
     * @param job the export
     * @return whether there is a file to look at
     * @throws io.tajo.client.ClientException if the file can't be opened
     */
    public static boolean readsFirstRow(ReadContext sources, ExportSync job) {
        if (job.source() instanceof ExportSync.Source.OnDemand) return false;
        for (Supplier<JsonLines> part : ExportFile.of(sources.postHog(), job).parts()) {
            try (JsonLines lines = part.get()) {
                boolean unused = lines.hasNext();
            }
        }
        return true;
    }
}
