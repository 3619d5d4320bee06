package io.tajo.connector.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contacts of a batch as blobs: of each its key, its change, and what was known of it before if it is carried. */
final class BatchCodec {
    /** As many contacts as are merged at once. */
    private static final int MOST_CONTACTS = 1_000;
    /** A quarter of a megabyte: H2 keeps a value of up to one in its row, and what was known before comes on top. */
    private static final int MOST_BYTES = 262_144;

    private static final Comparator<ContactKey> ORDER =
            Comparator.comparingLong(ContactKey::high).thenComparingLong(ContactKey::low);

    private final ContactStateCodec codec;

    BatchCodec(ContactStateCodec codec) {
        this.codec = codec;
    }

    /** Takes the blobs one by one, so that not all of them are in memory. */
    @FunctionalInterface
    interface Parts<E extends Exception> {
        void take(int part, byte[] changes) throws E;
    }

    /** Splits a batch, in the order of the contacts' table: what is merged part by part then meets each of its pages once. */
    <E extends Exception> void split(Map<ContactKey, ContactState> changes, Parts<E> parts) throws E {
        List<ContactKey> sorted = new ArrayList<>(changes.keySet());
        sorted.sort(ORDER);
        PackedWriter to = new PackedWriter();
        int part = 0;
        int contacts = 0;
        for (ContactKey contact : sorted) {
            if (contacts == MOST_CONTACTS || to.size() >= MOST_BYTES) {
                parts.take(part++, to.bytes());
                to = new PackedWriter();
                contacts = 0;
            }
            codec.write(changes.getOrDefault(contact, ContactState.NONE), key(contact, to));
            contacts++;
        }
        parts.take(part, to.bytes());
    }

    byte[] write(Map<ContactKey, OpenChange> carried) {
        PackedWriter to = new PackedWriter();
        carried.forEach((contact, open) -> {
            ContactState before = open.before();
            codec.write(open.change(), key(contact, to));
            codec.write(before == null ? ContactState.NONE : before, to);
        });
        return to.bytes();
    }

    Map<ContactKey, OpenChange> read(byte[] changes, boolean carried) {
        Map<ContactKey, OpenChange> open = new LinkedHashMap<>();
        PackedReader from = new PackedReader(changes);
        while (from.hasMore()) {
            ContactKey contact = new ContactKey(from.bits(), from.bits());
            open.put(contact, new OpenChange(codec.read(from), carried ? codec.read(from) : null));
        }
        return open;
    }

    private static PackedWriter key(ContactKey contact, PackedWriter to) {
        return to.bits(contact.high()).bits(contact.low());
    }
}
