package io.tajo.connector.run;

import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.SnapshotReader;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.ledger.Lease;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Brevo holds of its contacts: read once for all passes of a run, and kept current by what they send. For one thread.
 */
final class SharedSnapshot {
    private final Set<String> attributes;
    private @Nullable ContactSnapshot snapshot;
    private Set<String> existing = Set.of();

    /**
     * Prepares a snapshot.
     *
     * @param attributes the attributes that all jobs of the run write, as far as that is known
     */
    SharedSnapshot(Set<String> attributes) {
        this.attributes = Set.copyOf(attributes);
    }

    /** Returns the snapshot of a run of one pass. */
    static SharedSnapshot alone() {
        return new SharedSnapshot(Set.of());
    }

    /**
     * Returns what Brevo holds, before the first row of a pass.
     *
     * @param reader reads it if need be
     * @param catalogue the account's attributes
     * @param written the attributes that the pass writes
     * @param lease tells which contacts the pass creates and deletes
     */
    ContactSnapshot read(SnapshotReader reader, TargetAttributes catalogue, Set<String> written, Lease lease) {
        ContactSnapshot known = snapshot;
        if (known != null && covers(known.marks(), catalogue.types(written).keySet())) {
            known.meetAnew();
        } else {
            Set<String> all = new LinkedHashSet<>(written);
            all.addAll(attributes);
            known = reader.read(new ValueMarks(catalogue.of(all), lease.hash().field("", "marks")));
            existing = catalogue.names();
            snapshot = known;
        }
        lease.listener(known);
        return known;
    }

    /** An attribute that was not there when the contacts were read had no values. */
    private boolean covers(ValueMarks marks, Set<String> names) {
        return names.stream().allMatch(name -> marks.has(name) || !existing.contains(name));
    }
}
