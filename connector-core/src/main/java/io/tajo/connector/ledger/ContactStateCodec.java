package io.tajo.connector.ledger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fingerprints as bytes: a first byte that says which sets of lists follow; the fields, each as its name's number times two,
 * plus one if it is in doubt, and the eight bytes of its hash if it is not; then the sets. For one thread.
 */
final class ContactStateCodec {
    private final NameTable names;

    ContactStateCodec(NameTable names) {
        this.names = names;
    }

    void write(ContactState fingerprint, PackedWriter to) {
        List<Set<Long>> sets =
                List.of(fingerprint.lists(), fingerprint.leaving(), fingerprint.others(), fingerprint.joining());
        int filled = 0;
        for (int i = 0; i < sets.size(); i++) if (!sets.get(i).isEmpty()) filled |= 1 << i;
        to.number(filled).number(fingerprint.fields().size());
        // In one order, so that equal fingerprints are equal bytes.
        new TreeMap<>(fingerprint.fields()).forEach((name, hash) -> writeField(names.number(name), hash, to));
        for (Set<Long> set : sets) {
            if (set.isEmpty()) continue;
            to.number(set.size());
            set.stream().sorted().forEach(to::number);
        }
    }

    private static void writeField(long name, long hash, PackedWriter to) {
        boolean doubtful = hash == ContactState.IN_DOUBT;
        to.number(name * 2 + (doubtful ? 1 : 0));
        if (!doubtful) to.bits(hash);
    }

    ContactState read(PackedReader from) {
        int filled = from.count();
        int size = from.count();
        Map<String, Long> fields = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            int field = from.count();
            fields.put(names.name(field / 2), field % 2 == 1 ? ContactState.IN_DOUBT : from.bits());
        }
        return new ContactState(
                fields, set(filled, 0, from), set(filled, 1, from), set(filled, 2, from), set(filled, 3, from));
    }

    private static Set<Long> set(int filled, int which, PackedReader from) {
        if ((filled & 1 << which) == 0) return Set.of();
        int size = from.count();
        Set<Long> lists = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) lists.add(from.number());
        return lists;
    }
}
