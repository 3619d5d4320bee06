package io.tajo.connector.source;

import io.tajo.connector.mapping.EmailAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one person of those who share an address. Their rows are held until their group is complete, or the reading is
 * at its end; everyone else streams through. For one thread.
 */
final class AddressGroups implements Iterator<PersonRow> {
    private final Iterator<PersonRow> rows;
    private final Map<String, Integer> expected;
    private final Map<String, List<PersonRow>> held = new HashMap<>();
    private final Queue<PersonRow> ready = new ArrayDeque<>();
    private long merged;

    AddressGroups(Iterator<PersonRow> rows, Map<String, Integer> sharedAddresses) {
        this.rows = rows;
        this.expected = new HashMap<>(sharedAddresses);
    }

    /** Returns how many persons have become part of another so far. */
    long merged() {
        return merged;
    }

    /** Returns the ids of the persons whose groups are not complete yet, those of a group side by side. */
    Set<String> waiting() {
        return held.values().stream()
                .flatMap(List::stream)
                .map(PersonRow::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) take(rows.next());
        // A group stays incomplete if one of its persons was deleted or renamed while the others were read.
        if (ready.isEmpty()) releaseRest();
        return !ready.isEmpty();
    }

    @Override
    public PersonRow next() {
        if (!hasNext()) throw new NoSuchElementException("there are no more persons");
        return ready.remove();
    }

    private void take(PersonRow row) {
        String shared = row.validAddress().map(EmailAddress::value).orElse("");
        int persons = expected.getOrDefault(shared, 1);
        if (persons == 1) {
            ready.add(row);
            return;
        }
        List<PersonRow> group = held.computeIfAbsent(shared, key -> new ArrayList<>());
        group.add(row);
        if (group.size() >= persons) {
            held.remove(shared);
            expected.remove(shared);
            release(group);
        }
    }

    private void release(List<PersonRow> group) {
        merged += group.size() - 1;
        ready.add(PersonRow.merge(group));
    }

    private void releaseRest() {
        held.values().forEach(this::release);
        held.clear();
    }
}
