package io.tajo.connector.plan;

import io.tajo.connector.destination.KeyTable;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.mapping.ContactDraft;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Who belongs in which mirrored list, noted while persons are planned. For one thread. */
public final class MirrorTracker {
    private final Map<Long, Mirrored> lists = new LinkedHashMap<>();

    /**
     * Starts with empty lists.
     *
     * @param mirrors how each mirrored list lets members go
     */
    public MirrorTracker(Map<Long, Mirror> mirrors) {
        mirrors.forEach((list, mirror) -> lists.put(list, new Mirrored(mirror)));
    }

    /** {@return the mirrored lists} */
    public Set<Long> lists() {
        return Collections.unmodifiableSet(lists.keySet());
    }

    /**
     * Goes through the contacts that belong in a list.
     *
     * @param list one of {@link #lists}
     * @param action takes the key of each
     */
    public void forEachMember(long list, LongConsumer action) {
        of(list).members.forEachKey(action);
    }

    /**
     * Notes a contact that belongs in a list by an earlier part of the same reading.
     *
     * @param list one of {@link #lists}
     * @param key a key of {@link #forEachMember}
     */
    public void restore(long list, long key) {
        of(list).belongs(key);
    }

    /** Notes which lists a contact belongs in. */
    void note(ContactKey contact, ContactDraft draft) {
        lists.forEach((list, mirrored) -> {
            if (draft.joins().contains(list)) mirrored.belongs(contact.high());
            if (draft.stays().contains(list)) mirrored.belongs(contact.high());
        });
    }

    /** Notes a contact whose lists are not known: it stays where it is. */
    void keep(ContactKey contact) {
        lists.values().forEach(mirrored -> mirrored.belongs(contact.high()));
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

        private void belongs(long key) {
            if (members.put(key, 0)) size++;
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
