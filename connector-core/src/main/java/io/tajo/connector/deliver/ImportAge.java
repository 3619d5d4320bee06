package io.tajo.connector.deliver;

import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.ledger.OpenImport;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When imports began whose end is not known, so that none is waited for forever. Stateless. */
final class ImportAge {
    private static final String NAME = "import ";

    private ImportAge() {}

    static void note(Lease lease, long process, Instant at) {
        lease.notes().put(NAME + process, at.toString());
    }

    /** Returns when an import began; one of an earlier release of the library began now. */
    static Instant of(Map<String, String> notes, long process, Instant now) {
        String at = notes.get(NAME + process);
        return at == null ? now : Instant.parse(at);
    }

    /** Forgets the imports that have ended. */
    static void keepOnly(Notes notes, Collection<OpenImport> open) {
        Set<String> kept = new HashSet<>();
        open.forEach(each -> kept.add(NAME + each.process()));
        for (String name : notes.all().keySet()) {
            if (name.startsWith(NAME) && !kept.contains(name)) notes.remove(name);
        }
    }
}
