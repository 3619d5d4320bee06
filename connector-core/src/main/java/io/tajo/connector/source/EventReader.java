package io.tajo.connector.source;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.RawProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads events in the order in which PostHog took them in, or of the file that holds them. For one run. */
public final class EventReader {
    /** So many uuids fit into a query. */
    private static final int AT_ONCE = 500;

    /** An event that arrives later than this is not read: without a bound, PostHog would look through all of its events. */
    private static final Duration LATEST = Duration.ofDays(30);

    private final ReadContext sources;
    private final EventSync job;
    private final List<String> properties;

    /**
     * Creates a reader.
     *
     * @param sources what it works with
     * @param job which events, and what of them
     */
    public EventReader(ReadContext sources, EventSync job) {
        this.sources = sources;
        this.job = job;
        Set<String> names = new LinkedHashSet<>(job.properties().keySet());
        names.addAll(job.attributes().values());
        this.properties = List.copyOf(names);
    }

    /**
     * Reads the events that PostHog took in during a window: what a device sends late is in the window in which it arrived.
     *
     * @param from its beginning, included
     * @param until its end, excluded
     * @return the events, in the order in which they were taken in
     */
    public Iterator<SourceEvent> read(Instant from, Instant until) {
        String window = "created_at >= toDateTime({from}) AND created_at < toDateTime({until})";
        return rows(HogQl.of(text(window + " AND timestamp >= toDateTime({oldest})"))
                .bind("from", from.toString())
                .bind("until", until.toString())
                .bind("oldest", from.minus(LATEST).toString()));
    }

    /**
     * Reads some events again.
     *
     * @param uuids PostHog's uuids of them
     * @return those that are there still
     */
    public Iterator<SourceEvent> read(Set<String> uuids) {
        List<String> all = List.copyOf(uuids);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                .flatMap(some ->
                        stream(rows(HogQl.of(text("toString(uuid) IN {uuids}")).bind("uuids", some))))
                .iterator();
    }

    private static Stream<SourceEvent> stream(Iterator<SourceEvent> events) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false);
    }

    private Iterator<SourceEvent> rows(HogQl query) {
        HogQl events =
                query.bind("events", job.events()).keyset("created_at", "uuid").named(job.name());
        PersonAddresses addresses = new PersonAddresses(
                sources.postHog().query(), sources.mapping().uses().address());
        return new EventRows(sources.postHog().query().rows(events).iterator(), properties, addresses);
    }

    /**
     * Reads the events of an exported file that the job names.
     *
     * @param export the job of the file
     * @param odd told of each row that can't be read: its uuid or its line, and the reason
     * @return the events, to be closed
     */
    public ExportedEventRows read(ExportSync export, BiConsumer<String, String> odd) {
        return new ExportedEventRows(
                ExportFile.of(sources.postHog(), export).parts(),
                Set.copyOf(job.events()),
                properties,
                sources.mapping().uses().address(),
                SkipRules.of(sources.mapping()),
                odd);
    }

    private String text(String which) {
        StringBuilder text = new StringBuilder("SELECT uuid, event, timestamp, created_at, person_id");
        for (int i = 0; i < properties.size(); i++) {
            text.append(", ")
                    .append(RawProperty.select(properties.get(i)))
                    .append(" AS p")
                    .append(i);
        }
        return text.append(" FROM events WHERE event IN {events} AND ")
                .append(which)
                .toString();
    }
}
