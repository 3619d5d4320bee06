package io.tajo.connector.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/** The contacts whose keys share their high half: nearly always one. Bytes of each low half and fingerprint in turn. */
final class ContactRow {
    private final Map<Long, ContactState> contacts = new LinkedHashMap<>();

    static ContactRow read(byte[] bytes, ContactStateCodec codec) {
        ContactRow row = new ContactRow();
        PackedReader from = new PackedReader(bytes);
        while (from.hasMore()) row.contacts.put(from.bits(), codec.read(from));
        return row;
    }

    byte[] write(ContactStateCodec codec) {
        PackedWriter to = new PackedWriter();
        contacts.forEach((low, fingerprint) -> codec.write(fingerprint, to.bits(low)));
        return to.bytes();
    }

    ContactState get(ContactKey contact) {
        return contacts.getOrDefault(contact.low(), ContactState.NONE);
    }

    void put(ContactKey contact, ContactState fingerprint) {
        if (fingerprint.equals(ContactState.NONE)) {
            contacts.remove(contact.low());
        } else {
            contacts.put(contact.low(), fingerprint);
        }
    }

    boolean isEmpty() {
        return contacts.isEmpty();
    }
}
