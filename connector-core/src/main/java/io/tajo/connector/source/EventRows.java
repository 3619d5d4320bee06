package io.tajo.connector.source;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.SourceEvent;
import io.tajo.posthog.query.RawProperty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of a query, each with the address that its person has now: one more call for some thousand. For one thread. */
final class EventRows implements Iterator<SourceEvent> {
    private static final int BLOCK = 5_000;

    private final Iterator<JsonObject> rows;
    private final List<String> properties;
    private final PersonAddresses addresses;
    private final Queue<SourceEvent> ready = new ArrayDeque<>();

    EventRows(Iterator<JsonObject> rows, List<String> properties, PersonAddresses addresses) {
        this.rows = rows;
        this.properties = properties;
        this.addresses = addresses;
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && rows.hasNext()) fill();
        return !ready.isEmpty();
    }

    @Override
    public SourceEvent next() {
        if (!hasNext()) throw new NoSuchElementException("there are no more events");
        return ready.remove();
    }

    private void fill() {
        List<JsonObject> block = new ArrayList<>();
        while (block.size() < BLOCK && rows.hasNext()) block.add(rows.next());
        Set<String> persons = new LinkedHashSet<>();
        block.forEach(row -> row.text("person_id").ifPresent(persons::add));
        Map<String, String> known = addresses.of(persons);
        for (JsonObject row : block) ready.add(event(row, known));
    }

    private SourceEvent event(JsonObject row, Map<String, String> known) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            Object selected = row.value("p" + i).orElse(null);
            if (RawProperty.isPresent(selected)) values.put(properties.get(i), RawProperty.decode(selected));
        }
        return new SourceEvent(
                row.text("uuid").orElseThrow(() -> lacks("uuid")),
                row.text("event").orElseThrow(() -> lacks("event")),
                row.instant("timestamp").orElseThrow(() -> lacks("timestamp")),
                row.instant("created_at").orElseThrow(() -> lacks("created_at")),
                row.text("person_id").flatMap(person -> Optional.ofNullable(known.get(person))),
                values,
                Optional.empty());
    }

    static DecodingException lacks(String column) {
        return new DecodingException("PostHog sent an event without its " + column + ".");
    }
}
