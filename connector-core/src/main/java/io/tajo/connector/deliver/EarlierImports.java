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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the imports whose end an earlier run did not see. They are waited for, so that none of them overwrites what is
 * sent now; what they have brought is sent again, because nobody has read it back, unless Brevo is trusted. For one thread.
 */
final class EarlierImports {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierImports.class);

    private final ProcessesApi processes;
    private final Lease lease;
    private final Receipts receipts;
    private final boolean trusted;
    private final Rejects rejects;

    EarlierImports(ProcessesApi processes, Lease lease, Receipts receipts, boolean trusted) {
        this.trusted = trusted;
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
                if (trusted) applied.addAll(open.contacts());
                applied.removeAll(rejected);
            } catch (NotFoundException e) {
                LOG.warn("a reject file is gone: its import's contacts are sent again [process={}]", process.id());
            }
        }
        lease.settle(open.batch(), applied, List.copyOf(rejected));
        receipts.remark("Import " + process.id() + " of an earlier run ended as "
                + process.status().value() + ". Of its " + open.contacts().size() + " contacts "
                + (open.contacts().size() - applied.size()) + " are sent again.");
    }
}
