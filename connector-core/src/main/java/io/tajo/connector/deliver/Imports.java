package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends segments as imports, follows their processes to the end, and reads what Brevo rejected. For one thread. */
final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    /** Half an hour: Brevo imports eight megabytes in minutes. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private final ContactsApi contacts;
    private final ProcessesApi processes;
    private final Lease lease;
    private final Receipts receipts;
    private final Upserts upserts;
    private final ReadBack readBack;
    private final Rejects rejects;
    private final Losses losses;
    private final Map<Long, Sent> underWay = new LinkedHashMap<>();

    Imports(BrevoClient brevo, Lease lease, Receipts receipts, Upserts upserts, ReadBack readBack, Losses losses) {
        this.contacts = brevo.contacts();
        this.processes = brevo.processes();
        this.lease = lease;
        this.receipts = receipts;
        this.upserts = upserts;
        this.readBack = readBack;
        this.losses = losses;
        this.rejects = new Rejects(processes, lease.hash());
    }

    /** An import that Brevo has accepted. */
    private record Sent(
            long batch,
            Map<ContactKey, String> persons,
            Map<Set<String>, List<ContactKey>> byFields,
            List<ContactChange> sample,
            Instant at) {}

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
        Instant at = readBack.now();
        long process;
        try {
            process = contacts.importContacts(rows);
        } catch (InvalidRequestException e) {
            lease.settle(batch, List.of(), segment.persons().keySet());
            fail(segment.persons(), "Brevo refused the import: " + e.failure().detail());
            return;
        }
        lease.accept(batch, OptionalLong.of(process));
        underWay.put(process, new Sent(batch, segment.persons(), segment.byFields(), segment.sample(), at));
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
            lease.settle(sent.batch(), List.of(), List.of());
            fail(sent.persons(), "Brevo's import ended as " + process.status().value());
            return;
        }
        Map<ContactKey, String> rejected = rejects.of(process, sent.persons().keySet());
        Map<ContactChange, Set<String>> differences = differences(sent, rejected);
        underWay.remove(process.id());
        Set<ContactKey> again =
                differences.keySet().stream().map(ContactChange::key).collect(Collectors.toSet());
        Set<String> fields =
                differences.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        Set<ContactKey> applied = new LinkedHashSet<>(sent.persons().keySet());
        applied.removeAll(rejected.keySet());
        applied.removeAll(again);
        Losses.Suspects suspects = losses.suspect(fields, sent.byFields(), applied);
        lease.settle(sent.batch(), applied, rejected.keySet());
        suspects.confirm();
        losses.expectClashes(rejected);
        sent.persons().forEach((key, person) -> {
            String reason = rejected.get(key);
            if (reason != null) receipts.settle(person, new Outcome.Failed(reason));
            if (applied.contains(key)) receipts.settle(person, new Outcome.Applied());
        });
        if (!fields.isEmpty()) sendAgain(process, differences.keySet(), fields, suspects.size());
    }

    private Map<ContactChange, Set<String>> differences(Sent sent, Map<ContactKey, String> rejected) {
        List<ContactChange> sample = sent.sample().stream()
                .filter(change -> !rejected.containsKey(change.key()))
                .toList();
        return readBack.differences(sample, sent.persons().size(), sent.at());
    }

    private void sendAgain(BackgroundProcess process, Set<ContactChange> changes, Set<String> fields, int suspects) {
        receipts.remark("import " + process.id() + " did not apply " + String.join(", ", fields) + " to "
                + changes.size()
                + " of the contacts that were read back. They were sent again one by one, as is every contact with these "
                + "fields from here on; the next run sends them again to the other " + suspects + " of the import.");
        upserts.sendAll(changes);
    }

    private void fail(Map<ContactKey, String> persons, String reason) {
        persons.values().forEach(person -> receipts.settle(person, new Outcome.Failed(reason)));
    }
}
