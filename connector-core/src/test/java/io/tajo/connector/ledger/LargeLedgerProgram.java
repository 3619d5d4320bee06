package io.tajo.connector.ledger;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** First runs and comparing runs over many contacts, in a process with little memory. */
final class LargeLedgerProgram {
    private static final int IMPORT = 10_000;
    private static final int LOOK = 1_000;

    private LargeLedgerProgram() {}

    /** Remembers so many contacts, or finds them again. */
    public static void main(String[] arguments) {
        int contacts = Integer.parseInt(arguments[2]);
        try (Ledger ledger = Ledger.embedded(Path.of(arguments[0]));
                Lease lease = ledger.lease("persons")) {
            if (arguments[1].equals("remember")) remember(lease, contacts);
            else compare(lease, contacts);
        }
        System.out.println("done");
    }

    private static void remember(Lease lease, int contacts) {
        for (int from = 0; from < contacts; from += IMPORT) {
            Map<ContactKey, ContactState> changes = range(from, Math.min(contacts, from + IMPORT));
            long batch = lease.plan(changes);
            lease.attempt(batch);
            lease.accept(batch, OptionalLong.of(from));
            lease.settle(batch, changes.keySet(), Set.of());
            lease.persons().link(persons(from, Math.min(contacts, from + IMPORT)));
        }
    }

    private static void compare(Lease lease, int contacts) {
        for (int from = 0; from < contacts; from += LOOK) {
            Map<ContactKey, ContactState> expected = range(from, Math.min(contacts, from + LOOK));
            Collection<ContactKey> keys = expected.keySet();
            if (!lease.applied(keys).equals(expected)) throw new AssertionError("not all are known from " + from);
            Map<Long, ContactKey> persons = persons(from, Math.min(contacts, from + LOOK));
            Map<Long, Set<ContactKey>> known = lease.persons().contacts(persons.keySet());
            if (known.size() != persons.size() || !known.get(mixed(~from)).contains(persons.get(mixed(~from)))) {
                throw new AssertionError("not all persons are known from " + from);
            }
        }
    }

    private static Map<ContactKey, ContactState> range(int from, int to) {
        Map<ContactKey, ContactState> range = new HashMap<>();
        for (int i = from; i < to; i++) range.put(new ContactKey(mixed(i), mixed(-i)), print(i));
        return range;
    }

    private static Map<Long, ContactKey> persons(int from, int to) {
        Map<Long, ContactKey> persons = new HashMap<>();
        for (int i = from; i < to; i++) persons.put(mixed(~i), new ContactKey(mixed(i), mixed(-i)));
        return persons;
    }

    private static ContactState print(int contact) {
        Map<String, Long> fields = new HashMap<>();
        for (int field = 1; field <= 9; field++) fields.put("FIELD_" + field, mixed(contact * 10L + field));
        return new ContactState(fields, Set.of(25L), Set.of());
    }

    /** As evenly spread as a hash (the finisher of SplitMix64). */
    private static long mixed(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
