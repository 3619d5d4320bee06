package io.tajo.connector.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** The contacts whose keys share their high half: nearly always one. Bytes of each low half and fingerprint in turn. */
final class ContactRow {
    private final Map<Long, Fingerprint> contacts = new LinkedHashMap<>();

    static ContactRow read(byte[] bytes, FingerprintCodec codec) {
        ContactRow row = new ContactRow();
        PackedReader from = new PackedReader(bytes);
        while (from.hasMore()) row.contacts.put(from.bits(), codec.read(from));
        return row;
    }

    byte[] write(FingerprintCodec codec) {
        PackedWriter to = new PackedWriter();
        contacts.forEach((low, fingerprint) -> codec.write(fingerprint, to.bits(low)));
        return to.bytes();
    }

    Fingerprint get(ContactKey contact) {
        return contacts.getOrDefault(contact.low(), Fingerprint.NONE);
    }

    void put(ContactKey contact, Fingerprint fingerprint) {
        if (fingerprint.equals(Fingerprint.NONE)) {
            contacts.remove(contact.low());
        } else {
            contacts.put(contact.low(), fingerprint);
        }
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }
}
