package io.tajo.connector.deliver;

import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.NotFoundException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.OpenImport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles the imports whose end an earlier run did not see, before anything is read: what Brevo holds after them is compared
 * like everything else. For one thread.
 */
public final class ImportRecovery {
    private static final Duration ONE_LOOK = Duration.ofSeconds(2);
    private static final Duration LOST_AFTER = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(ImportRecovery.class);

    private final ProcessesApi processes;
    private final Lease lease;
    private final DeliveryListener listener;
    private final RejectFileReader rejects;
    private final Clock clock;

    /**
     * Prepares to settle them.
     *
     * @param processes Brevo's processes
     * @param lease the run's record of changes
     * @param listener receives remarks
     * @param clock tells the time
     */
    public ImportRecovery(ProcessesApi processes, Lease lease, DeliveryListener listener, Clock clock) {
        this.clock = clock;
        this.processes = processes;
        this.lease = lease;
        this.listener = listener;
        this.rejects = new RejectFileReader(processes, lease.hash());
    }

    /**
     * Waits for them, as long as a run waits for an import of its own. One that Brevo no longer knows has ended; one that
     * has not ended within a day counts as lost. What is lost stays in doubt until the contacts are compared.
     *
     * @return the contacts of those that are still under way, which must not be sent meanwhile
     */
    public Set<ContactKey> settle() {
        Map<Long, OpenImport> open = new LinkedHashMap<>();
        lease.imports().forEach(each -> open.put(each.process(), each));
        if (open.isEmpty()) return Set.of();
        Map<Long, BackgroundProcess> seen;
        try {
            seen = processes.await(open.keySet(), timeout(open.keySet()));
        } catch (WaitCutShortException e) {
            settle(e.seen(), open);
            throw e.failure();
        }
        settle(seen, open);
        Set<ContactKey> underWay = new HashSet<>();
        open.forEach((id, each) -> {
            BackgroundProcess process = seen.get(id);
            if (process == null || (!process.status().ended() && age(id).compareTo(LOST_AFTER) > 0)) giveUp(each);
            else if (!process.status().ended()) underWay.addAll(each.contacts());
        });
        ImportAge.keepOnly(lease.notes(), lease.imports());
        return underWay;
    }

    /** An import that has been waited for already gets one more look. */
    private Duration timeout(Set<Long> imports) {
        Duration youngest =
                imports.stream().map(this::age).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Duration left = ImportSender.PATIENCE.minus(youngest);
        return left.compareTo(ONE_LOOK) > 0 ? left : ONE_LOOK;
    }

    private Duration age(long process) {
        Instant now = clock.instant();
        return Duration.between(ImportAge.of(lease.notes().all(), process, now), now);
    }

    private void giveUp(OpenImport each) {
        lease.settle(each.batch(), List.of(), List.of());
        listener.remark("Import " + each.process() + " of an earlier run is lost: Brevo does not say how it ended. Its "
                + each.contacts().size() + " contacts are compared with what Brevo holds.");
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
                LOG.warn("a reject file is gone: its import's contacts are compared [process={}]", process.id());
            }
        }
        lease.settle(open.batch(), applied, List.copyOf(rejected));
        listener.remark("Import " + process.id() + " of an earlier run ended as "
                + process.status().value() + ".");
    }
}
