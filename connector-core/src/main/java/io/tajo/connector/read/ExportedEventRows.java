package io.tajo.connector.read;

import io.tajo.connector.mapping.Profile;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.posthog.exports.ExportedEvent;
import io.tajo.posthog.exports.JsonLines;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of an exported file that a job names. Closes the file after its last row. For one thread. */
public final class ExportedEventRows implements Iterator<SourceEvent>, AutoCloseable {
    private final JsonLines rows;
    private final Set<String> wanted;
    private final List<String> properties;
    private final List<String> addresses;
    private @Nullable SourceEvent ready;

    ExportedEventRows(JsonLines rows, Set<String> wanted, List<String> properties, String address) {
        this.rows = rows;
        this.wanted = wanted;
        this.properties = properties;
        this.addresses = Stream.concat(Stream.of(address), Profile.standIn(address).stream())
                .toList();
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
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more events");
        SourceEvent event = ready;
        ready = null;
        return event;
    }

    /** Closes the file. */
    @Override
    public void close() {
        rows.close();
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
        if (timestamp == null) throw EventRows.lacks("timestamp");
        return new SourceEvent(row.uuid(), row.event(), timestamp, address, values);
    }
}
