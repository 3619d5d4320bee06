package io.tajo.connector.deliver;

import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.NotFoundException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.OpenImport;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settles the imports whose end an earlier run did not see: what they have applied need not be sent again. For one thread.
 */
final class EarlierImports {
    private final ProcessesApi processes;
    private final Lease lease;
    private final Receipts receipts;
    private final Rejects rejects;

    EarlierImports(ProcessesApi processes, Lease lease, Receipts receipts) {
        this.processes = processes;
        this.lease = lease;
        this.receipts = receipts;
        this.rejects = new Rejects(processes, lease.hash());
    }

    /** Waits for them. Those that take longer stay in doubt, and their contacts are sent again. */
    void settle() {
        Map<Long, OpenImport> open = new LinkedHashMap<>();
        lease.imports().forEach(each -> open.put(each.process(), each));
        if (open.isEmpty()) return;
        try {
            settle(processes.await(open.keySet(), Imports.PATIENCE), open);
        } catch (WaitCutShortException e) {
            settle(e.seen(), open);
            throw e.failure();
        }
    }

    private void settle(Map<Long, BackgroundProcess> seen, Map<Long, OpenImport> open) {
        seen.forEach((id, process) -> {
            OpenImport each = open.get(id);
            if (each != null && process.status().ended()) settle(process, each);
        });
    }

    private void settle(BackgroundProcess process, OpenImport open) {
        Set<ContactKey> applied = new LinkedHashSet<>();
        Set<ContactKey> rejected = new LinkedHashSet<>();
        if (process.status().succeeded()) {
            try {
                rejected.addAll(rejects.of(process, open.contacts()).keySet());
                applied.addAll(open.contacts());
                applied.removeAll(rejected);
            } catch (NotFoundException e) {
                receipts.remark("The reject files of import " + process.id()
                        + " of an earlier run are gone: its contacts are sent again.");
            }
        }
        lease.settle(open.batch(), applied, List.copyOf(rejected));
        receipts.remark("Import " + process.id() + " of an earlier run ended as "
                + process.status().value() + ": " + applied.size() + " of "
                + open.contacts().size()
                + " contacts were applied.");
    }
}
