package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.RejectedRow;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Lease;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends segments as imports, follows their processes to the end, and reads what Brevo rejected. For one thread. */
final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    /** Half an hour: Brevo imports eight megabytes in minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final ContactsApi contacts;
    private final ProcessesApi processes;
    private final Lease lease;
    private final Receipts receipts;
    private final Map<Long, Sent> underWay = new LinkedHashMap<>();

    Imports(ContactsApi contacts, ProcessesApi processes, Lease lease, Receipts receipts) {
        this.contacts = contacts;
        this.processes = processes;
        this.lease = lease;
        this.receipts = receipts;
    }

    /** An import that Brevo has accepted. */
    private record Sent(long batch, Map<ContactKey, String> persons) {}

    int underWay() {
        return underWay.size();
    }

    void send(Segment segment) {
        long batch = lease.plan(segment.fingerprints());
        lease.attempt(batch);
        ContactImport rows = ContactImport.builder()
                .rows(segment.rows())
                .lists(segment.lists())
                // Importing the same values twice leaves the contacts as importing them once.
                .mayRepeat(true)
                .build();
        long process;
        try {
            process = contacts.importContacts(rows);
        } catch (InvalidRequestException e) {
            lease.apply(batch, List.of());
            fail(segment.persons(), "Brevo refused the import: " + e.failure().detail());
            return;
        }
        lease.accept(batch, OptionalLong.of(process));
        underWay.put(process, new Sent(batch, segment.persons()));
    }

    /** Waits for every import that is under way. */
    void settle() {
        if (underWay.isEmpty()) return;
        try {
            settle(processes.await(underWay.keySet(), PATIENCE));
        } catch (WaitCutShortException e) {
            // What has ended is settled now: the next run would have to ask for it again.
            settle(e.seen());
            throw e.failure();
        }
        abandon();
    }

    private void settle(Map<Long, BackgroundProcess> seen) {
        for (BackgroundProcess process : seen.values()) {
            if (process.status().ended()) settleOrLeave(process);
        }
    }

    private void settleOrLeave(BackgroundProcess process) {
        try {
            settle(process, underWay.get(process.id()));
        } catch (NotFoundException e) {
            LOG.warn("a reject file is gone: its import is left to the next run [process={}]", process.id());
        }
    }

    /** Leaves what is still under way to the next run. */
    void abandon() {
        for (Sent sent : underWay.values()) {
            sent.persons().values().forEach(person -> receipts.settle(person, new Outcome.Pending()));
        }
        underWay.clear();
    }

    private void settle(BackgroundProcess process, @Nullable Sent sent) {
        if (sent == null) return;
        if (!process.status().succeeded()) {
            underWay.remove(process.id());
            lease.apply(sent.batch(), List.of());
            fail(sent.persons(), "Brevo's import ended as " + process.status().value());
            return;
        }
        Map<ContactKey, String> rejected = rejects(process, sent);
        underWay.remove(process.id());
        Set<ContactKey> applied = new LinkedHashSet<>(sent.persons().keySet());
        applied.removeAll(rejected.keySet());
        lease.apply(sent.batch(), applied);
        sent.persons().forEach((key, person) -> {
            String reason = rejected.get(key);
            receipts.settle(person, reason == null ? new Outcome.Applied() : new Outcome.Failed(reason));
        });
    }

    private Map<ContactKey, String> rejects(BackgroundProcess process, Sent sent) {
        Map<ContactKey, String> reasons = new HashMap<>();
        int unmatched = 0;
        for (RejectedRow row : processes.rejects(process)) {
            String email = row.email();
            ContactKey key =
                    email == null ? null : lease.hash().contact(email.strip().toLowerCase(Locale.ROOT));
            if (key != null && sent.persons().containsKey(key)) {
                reasons.put(key, "Brevo rejected the row: " + row.reason());
            } else {
                unmatched++;
            }
        }
        if (unmatched > 0)
            LOG.warn("reject files name rows that were not sent [process={}, rows={}]", process.id(), unmatched);
        return reasons;
    }

    private void fail(Map<ContactKey, String> persons, String reason) {
        persons.values().forEach(person -> receipts.settle(person, new Outcome.Failed(reason)));
    }
}
