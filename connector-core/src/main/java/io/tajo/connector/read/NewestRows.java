package io.tajo.connector.read;

import io.tajo.posthog.exports.ExportedPerson;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds in a first pass through a file which of its rows count: of each distinct id the newest one, and of the persons
 * that those name the newest row each. A person whose distinct ids have all moved on to another is no longer one. For one
 * thread.
 */
final class NewestRows {
    private final Map<String, Row> byDistinctId = new HashMap<>();
    private int rows;

    private record Row(int number, String person, long personVersion, long distinctIdVersion) {
        boolean newerThan(Row other) {
            if (distinctIdVersion != other.distinctIdVersion) return distinctIdVersion > other.distinctIdVersion;
            return personVersion >= other.personVersion;
        }
    }

    void take(ExportedPerson row) {
        Row taken = new Row(rows++, row.personId(), row.personVersion(), row.distinctIdVersion());
        byDistinctId.merge(row.distinctId(), taken, (known, next) -> next.newerThan(known) ? next : known);
    }

    /** Returns the numbers of the rows that count, from 0. */
    BitSet numbers() {
        Map<String, Row> byPerson = new HashMap<>();
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
}
