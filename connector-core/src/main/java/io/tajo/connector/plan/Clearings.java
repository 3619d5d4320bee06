package io.tajo.connector.plan;

import io.tajo.brevo.contacts.Contact;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.ledger.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the contacts whose attributes are cleared since the rows of a job no longer hold them. Their addresses come from
 * reading Brevo's contacts once more, and only if one that holds such an attribute was not met. For one thread.
 */
public final class Clearings {
    private static final int CHUNK = 1_000;

    private final Supplier<Iterable<Contact>> contacts;
    private final Lease lease;
    private final RemovalGuard guard;
    private final ContactSnapshot snapshot;
    private final List<String> remarks = new ArrayList<>();
    private long heldBack;
    private long cleared;

    /**
     * Creates a finder.
     *
     * @param contacts reads Brevo's contacts
     * @param lease what the library has filled
     * @param guard what holds clearing back
     * @param snapshot which contacts the run has met, and what Brevo holds
     */
    public Clearings(Supplier<Iterable<Contact>> contacts, Lease lease, RemovalGuard guard, ContactSnapshot snapshot) {
        this.contacts = contacts;
        this.lease = lease;
        this.guard = guard;
        this.snapshot = snapshot;
    }

    /**
     * Finds what to clear, once every row was planned.
     *
     * @param planner has met the contacts that the rows hold
     * @param attributes the attributes of the job
     * @param limits when nothing is cleared
     * @return the changes; none if they are held back
     */
    public List<Decision> find(Planner planner, Set<String> attributes, Mirror limits) {
        List<Decision> changes = snapshot.hasOthers(attributes) ? read(planner, attributes) : List.of();
        long size = planner.met();
        long before =
                RemovalGuard.size(lease.notes().all(), RemovalGuard.ATTRIBUTES).orElse(size + changes.size());
        RemovalGuard.Removal removal =
                new RemovalGuard.Removal(RemovalGuard.ATTRIBUTES, changes.size(), changes.size(), size, before, limits);
        guard.remark(removal).ifPresent(remarks::add);
        if (!guard.letsGo(removal)) {
            heldBack = changes.size();
            return List.of();
        }
        if (guard.isForReal()) {
            lease.notes().put(RemovalGuard.noteOf(RemovalGuard.ATTRIBUTES), String.valueOf(size));
        }
        cleared = changes.size();
        if (cleared > 0) {
            remarks.add("the attributes of " + cleared
                    + " contacts are cleared, which the rows no longer hold; they are " + "counted as read");
        }
        return changes;
    }

    private List<Decision> read(Planner planner, Set<String> attributes) {
        List<Decision> changes = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        for (Contact contact : contacts.get()) {
            if (contact.email() != null) chunk.add(contact.email());
            if (chunk.size() < CHUNK) continue;
            changes.addAll(planner.decideOthers(chunk, attributes));
            chunk.clear();
        }
        changes.addAll(planner.decideOthers(chunk, attributes));
        return changes;
    }

    /** {@return how many contacts are cleared} */
    public long cleared() {
        return cleared;
    }

    /** {@return how many contacts keep their attributes since the source has shrunk too much, for the report} */
    public Map<Long, Long> heldBack() {
        return heldBack == 0 ? Map.of() : Map.of(RemovalGuard.ATTRIBUTES, heldBack);
    }

    /** {@return what the report says of it} */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
