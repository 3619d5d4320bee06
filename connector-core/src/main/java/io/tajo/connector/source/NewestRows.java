package io.tajo.connector.source;

import io.tajo.posthog.exports.ExportedPerson;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Finds in a first pass through a file which of its rows count: of each distinct id the newest one, and of the persons
 * that those name the newest row each. A person whose distinct ids have all moved on to another is no longer one.
 *
 * <p>Any row may be outdone by a later one, so that a table of all distinct ids is held: some 150 bytes for each, or 200
 * where they are no UUIDs, and 50 more for each person at the end. For one thread.
 */
final class NewestRows {
    private final Map<Object, Row> byDistinctId = new HashMap<>();
    private int rows;

    private record Row(int number, Object person, long personVersion, long distinctIdVersion) {
        boolean newerThan(Row other) {
            if (distinctIdVersion != other.distinctIdVersion) return distinctIdVersion > other.distinctIdVersion;
            return personVersion >= other.personVersion;
        }
    }

    void take(ExportedPerson row) {
        Row taken = new Row(rows++, compact(row.personId()), row.personVersion(), row.distinctIdVersion());
        byDistinctId.merge(compact(row.distinctId()), taken, (known, next) -> next.newerThan(known) ? next : known);
    }

    /** Returns the numbers of the rows that count, from 0. */
    BitSet numbers() {
        Map<Object, Row> byPerson = new HashMap<>();
        for (Row row : byDistinctId.values()) {
            byPerson.merge(row.person(), row, (known, next) -> {
                if (next.personVersion() != known.personVersion()) {
                    return next.personVersion() > known.personVersion() ? next : known;
                }
                return next.number() > known.number() ? next : known;
            });
        }
        BitSet numbers = new BitSet(rows);
        byPerson.values().forEach(row -> numbers.set(row.number()));
        return numbers;
    }

    /** A UUID takes less than half the room of its text. One that is spelled otherwise stays as it is. */
    private static Object compact(String id) {
        if (id.length() != 36) return id;
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : id;
        } catch (IllegalArgumentException e) {
            return id;
        }
    }
}
