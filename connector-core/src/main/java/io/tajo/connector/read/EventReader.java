package io.tajo.connector.read;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.posthog.exports.ExportedEvent;
import io.tajo.posthog.exports.JsonLines;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.PropertyText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads events in the order of their time, or of the file that holds them. For one run. */
public final class EventReader {
    private final Sources sources;
    private final EventSync job;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> properties;

    /**
     * Creates a reader.
     *
     * @param sources what it works with
     * @param job which events, and what of them
     */
    public EventReader(Sources sources, EventSync job) {
        this.sources = sources;
        this.job = job;
        String address = sources.mapping().uses().address();
        addresses.add(address);
        Profile.standIn(address).ifPresent(addresses::add);
        Set<String> names = new LinkedHashSet<>(job.properties().keySet());
        names.addAll(job.attributes().values());
        this.properties = List.copyOf(names);
    }

    /**
     * Reads the events of a window, by time and uuid.
     *
     * @param from its beginning, included
     * @param until its end, excluded
     * @return the events
     */
    public Iterator<SourceEvent> read(Instant from, Instant until) {
        Iterator<JsonObject> rows = sources.postHog()
                .query()
                .rows(HogQl.of(text())
                        .bind("events", job.events())
                        .bind("from", from.toString())
                        .bind("until", until.toString())
                        .keyset("timestamp", "uuid")
                        .named(job.name()))
                .iterator();
        return new Rows(rows);
    }

    /**
     * Reads the events of an exported file that the job names.
     *
     * @param export the job of the file
     * @return the events; the file is closed after the last one
     */
    public Iterator<SourceEvent> read(ExportSync export) {
        return new FileRows(ExportFile.of(sources.postHog(), export).rows());
    }

    private String text() {
        StringBuilder text = new StringBuilder("SELECT uuid, event, timestamp");
        for (int i = 0; i < addresses.size(); i++) {
            text.append(", person.")
                    .append(HogQl.property(addresses.get(i)))
                    .append(" AS a")
                    .append(i);
        }
        for (int i = 0; i < properties.size(); i++) {
            text.append(", ")
                    .append(HogQl.property(properties.get(i)))
                    .append(" AS p")
                    .append(i);
        }
        return text.append(" FROM events WHERE event IN {events} AND timestamp >= toDateTime({from}) "
                        + "AND timestamp < toDateTime({until})")
                .toString();
    }

    private SourceEvent event(JsonObject row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            values.put(properties.get(i), PropertyText.decode(row.value("p" + i).orElse(null)));
        }
        Optional<String> address = Optional.empty();
        for (int i = 0; i < addresses.size() && address.isEmpty(); i++) {
            Object typed = PropertyText.decode(row.value("a" + i).orElse(null));
            address = Optional.ofNullable(typed).map(String::valueOf).filter(text -> !text.isBlank());
        }
        return new SourceEvent(
                text(row, "uuid"),
                text(row, "event"),
                row.instant("timestamp").orElseThrow(() -> lacks("timestamp")),
                address,
                values);
    }

    private static String text(JsonObject row, String column) {
        return row.text(column).orElseThrow(() -> lacks(column));
    }

    private static DecodingException lacks(String column) {
        return new DecodingException("PostHog sent an event without its " + column + ".");
    }

    private final class Rows implements Iterator<SourceEvent> {
        private final Iterator<JsonObject> rows;

        Rows(Iterator<JsonObject> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public SourceEvent next() {
            return event(rows.next());
        }
    }

    private final class FileRows implements Iterator<SourceEvent> {
        private final JsonLines rows;
        private final Set<String> wanted = Set.copyOf(job.events());
        private @Nullable SourceEvent ready;

        FileRows(JsonLines rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && rows.hasNext()) {
                ExportedEvent row = ExportedEvent.of(rows.next());
                if (wanted.contains(row.event())) ready = event(row);
            }
            if (ready == null) rows.close();
            return ready != null;
        }

        @Override
        public SourceEvent next() {
            if (!hasNext() || ready == null) throw new java.util.NoSuchElementException("the file has no more events");
            SourceEvent event = ready;
            ready = null;
            return event;
        }

        private SourceEvent event(ExportedEvent row) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (String name : properties)
                values.put(name, row.properties().value(name).orElse(null));
            Optional<String> address = addresses.stream()
                    .flatMap(name -> row.personProperties().text(name).stream())
                    .filter(text -> !text.isBlank())
                    .findFirst();
            Instant timestamp = row.timestamp();
            if (timestamp == null) throw lacks("timestamp");
            return new SourceEvent(row.uuid(), row.event(), timestamp, address, values);
        }
    }
}
