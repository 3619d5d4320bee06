package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.EmailAddress;
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
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of an export that a job names. For one thread. */
public final class ExportedEventRows implements Iterator<SourceEvent>, AutoCloseable {
    private final ExportedRows<Optional<SourceEvent>> rows;
    private final Set<String> wanted;
    private final List<String> properties;
    private final AddressColumn address;
    private final SkipRules rules;
    private final BiConsumer<String, String> odd;
    private @Nullable SourceEvent ready;

    ExportedEventRows(
            List<Supplier<JsonLines>> files,
            Set<String> wanted,
            List<String> properties,
            String address,
            SkipRules rules,
            BiConsumer<String, String> odd) {
        this.rows = new ExportedRows<>(files, "uuid", this::event);
        this.wanted = wanted;
        this.properties = properties;
        this.address = new AddressColumn(address);
        this.rules = rules;
        this.odd = odd;
    }

    @Override
    public boolean hasNext() {
        while (ready == null && rows.hasNext()) {
            ExportedRow<Optional<SourceEvent>> row = rows.next();
            if (row instanceof ExportedRow.Odd<Optional<SourceEvent>> one) odd.accept(one.id(), one.reason());
            if (row instanceof ExportedRow.Whole<Optional<SourceEvent>> one)
                ready = one.content().orElse(null);
        }
        return ready != null;
    }

    @Override
    public SourceEvent next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException("the file has no more events");
        SourceEvent event = ready;
        ready = null;
        return event;
    }

    /**
     * Looks after the last event whether the file was whole.
     *
     * @throws DecodingException if it was cut off
     */
    public void requireWhole() {
        rows.gap().ifPresent(gap -> {
            throw new DecodingException(gap + ": events may be missing. Those in it were sent.");
        });
    }

    /** Closes the file that is being read. */
    @Override
    public void close() {
        rows.close();
    }

    /** Rows of other events are passed over, whatever is wrong with them. */
    private Optional<SourceEvent> event(JsonObject columns) {
        boolean other =
                columns.text("event").filter(name -> !wanted.contains(name)).isPresent();
        if (other) return Optional.empty();
        ExportedEvent row = ExportedEvent.of(columns);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : properties)
            if (row.properties().has(name))
                values.put(name, row.properties().value(name).orElse(null));
        Optional<String> address = this.address.of(row.personProperties().toMap());
        Instant timestamp = row.timestamp();
        if (timestamp == null) throw new DecodingException("the event has no timestamp that can be read");
        Instant takenIn = row.createdAt() == null ? timestamp : row.createdAt();
        Optional<String> skipped = address.flatMap(EmailAddress::parse)
                .flatMap(
                        known -> rules.reason(Profile.of("person of an event", row.personProperties()), known.value()));
        return Optional.of(new SourceEvent(row.uuid(), row.event(), timestamp, takenIn, address, values, skipped));
    }
}
