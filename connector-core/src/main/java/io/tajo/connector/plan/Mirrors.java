package io.tajo.connector.plan;

import io.tajo.connector.destination.KeyTable;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.mapping.ContactDraft;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who belongs in which mirrored list, noted while persons are planned. For one thread. */
public final class Mirrors {
    private final Map<Long, Mirrored> lists = new LinkedHashMap<>();

    /**
     * Starts with nobody in any list.
     *
     * @param mirrors how each mirrored list lets members go
     */
    public Mirrors(Map<Long, Mirror> mirrors) {
        mirrors.forEach((list, mirror) -> lists.put(list, new Mirrored(mirror)));
    }

    /** {@return the mirrored lists} */
    Set<Long> lists() {
        return lists.keySet();
    }

    /** Notes which lists a contact belongs in. */
    void note(ContactKey contact, ContactDraft draft) {
        lists.forEach((list, mirrored) -> {
            if (draft.joins().contains(list)) mirrored.belongs(contact);
            if (draft.stays().contains(list)) mirrored.stays(contact);
        });
    }

    /** Notes a contact of which nobody can say where it belongs: it stays where it is. */
    void keep(ContactKey contact) {
        lists.values().forEach(mirrored -> mirrored.stays(contact));
    }

    Mirrored of(long list) {
        Mirrored mirrored = lists.get(list);
        if (mirrored == null) throw new IllegalArgumentException("list " + list + " is not mirrored");
        return mirrored;
    }

    /** One list. */
    static final class Mirrored {
        private final Mirror mirror;
        private final KeyTable members = new KeyTable();
        private long size;

        private Mirrored(Mirror mirror) {
            this.mirror = mirror;
        }

        private void belongs(ContactKey contact) {
            if (members.put(contact.high(), 0)) size++;
        }

        private void stays(ContactKey contact) {
            belongs(contact);
        }

        Mirror mirror() {
            return mirror;
        }

        boolean mayStay(ContactKey contact) {
            return members.get(contact.high()) >= 0;
        }

        /** Returns how many contacts belong into the list, those counted in of which that is not known. */
        long size() {
            return size;
        }
    }
}
