package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.WaitCutShortException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.client.PaymentRequiredException;
import io.tajo.connector.destination.CarrierList;
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
final class ImportSender {
    private static final Logger LOG = LoggerFactory.getLogger(ImportSender.class);
    /** Half an hour: Brevo imports eight megabytes in minutes. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    /** So many are followed with one look at Brevo's processes. */
    static final int MOST_UNDER_WAY = 20;

    /** The persons of each row are kept until its import has ended: some ten megabytes. */
    private static final int MOST_ROWS_UNDER_WAY = 100_000;

    private final ContactsApi contacts;
    private final ProcessesApi processes;
    private final Lease lease;
    private final DeliveryListener listener;
    private final UpsertSender upserts;
    private final ReadBack readBack;
    private final RejectFileReader rejects;
    private final ImportLossTracker losses;
    private final CarrierList carrier;
    private final Map<Long, Sent> underWay = new LinkedHashMap<>();

    ImportSender(
            BrevoClient brevo,
            Lease lease,
            DeliveryListener listener,
            UpsertSender upserts,
            ReadBack readBack,
            ImportLossTracker losses,
            CarrierList carrier) {
        this.contacts = brevo.contacts();
        this.processes = brevo.processes();
        this.lease = lease;
        this.listener = listener;
        this.upserts = upserts;
        this.readBack = readBack;
        this.losses = losses;
        this.carrier = carrier;
        this.rejects = new RejectFileReader(processes, lease.hash());
    }

    /** An import that Brevo has accepted. */
    private record Sent(
            long batch,
            Map<ContactKey, String> persons,
            Map<Set<String>, List<ContactKey>> byFields,
            List<ContactChange> sample,
            Instant at) {}

    /** Returns whether those that are under way must end before another one is sent. */
    boolean isFull() {
        long rows = underWay.values().stream()
                .mapToLong(sent -> sent.persons().size())
                .sum();
        return underWay.size() >= MOST_UNDER_WAY || rows >= MOST_ROWS_UNDER_WAY;
    }

    void send(ImportBatch rows) {
        long list = rows.kind() instanceof ImportKind.Members members ? members.list() : carrier.id();
        long batch = lease.plan(rows.fingerprints());
        lease.attempt(batch);
        ContactImport request = rows.body()
                .into(ContactImport.builder())
                .lists(List.of(list))
                // Importing the same values twice leaves the contacts as importing them once.
                .mayRepeat(true)
                .build();
        Instant at = readBack.now();
        long process;
        try {
            process = contacts.importContacts(request);
        } catch (InvalidRequestException e) {
            lease.settle(batch, List.of(), rows.persons().keySet());
            // Single rows come back in reject files: this is about all of them, and about the next import alike.
            throw new InvalidRequestException(e.failure()
                    .withNextStep("Brevo refused the import as a whole: none of its "
                            + rows.persons().size()
                            + " contacts was written. Mend what it objects to, and run the job again."));
        } catch (PaymentRequiredException e) {
            lease.settle(batch, List.of(), rows.persons().keySet());
            throw e;
        }
        lease.accept(batch, OptionalLong.of(process));
        ImportAge.note(lease, process, at);
        underWay.put(process, new Sent(batch, rows.persons(), rows.byFields(), rows.sample(), at));
    }

    /** Waits for every import that is under way. */
    void settle() {
        if (underWay.isEmpty()) return;
        try {
            Map<Long, BackgroundProcess> seen = processes.await(underWay.keySet(), PATIENCE);
            settle(seen);
            forget(seen.keySet());
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

    /** An import that Brevo no longer knows has ended, and how is not known: its contacts are compared by the next run. */
    private void forget(Set<Long> known) {
        for (Long process : List.copyOf(underWay.keySet())) {
            if (known.contains(process)) continue;
            Sent sent = underWay.remove(process);
            if (sent == null) continue;
            lease.settle(sent.batch(), List.of(), List.of());
            sent.persons().values().forEach(person -> listener.settle(person, new Outcome.Pending()));
            listener.remark("Brevo no longer knows import " + process + ": the next run compares its contacts.");
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
            sent.persons().values().forEach(person -> listener.settle(person, new Outcome.Pending()));
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
        Set<ContactKey> applied = new LinkedHashSet<>(sent.persons().keySet());
        applied.removeAll(rejected.keySet());
        applied.removeAll(again);
        lease.settle(sent.batch(), applied, rejected.keySet());
        losses.expectClashes(rejected);
        rejected.forEach(
                (key, reason) -> listener.settle(String.valueOf(sent.persons().get(key)), new Outcome.Failed(reason)));
        ImportLossTracker.Suspects suspects = suspects(process, sent, differences, applied);
        sent.persons().forEach((key, person) -> {
            boolean open = suspects.contains(key);
            if (applied.contains(key)) listener.settle(person, open ? new Outcome.Pending() : new Outcome.Applied());
        });
    }

    /** Finds the contacts whose fields the import may have lost, like those of the sample. */
    private ImportLossTracker.Suspects suspects(
            BackgroundProcess process,
            Sent sent,
            Map<ContactChange, Set<String>> differences,
            Set<ContactKey> applied) {
        Set<String> lost;
        try {
            lost = differences.isEmpty()
                    ? Set.of()
                    : sendAgain(process, differences, sent.persons().size());
        } catch (RuntimeException e) {
            // Whether they hold everything is not known: the next run compares them.
            for (ContactKey key : applied)
                listener.settle(String.valueOf(sent.persons().get(key)), new Outcome.Pending());
            throw e;
        }
        ImportLossTracker.Suspects suspects = losses.suspect(lost, sent.byFields(), applied);
        suspects.confirm();
        if (!lost.isEmpty()) {
            listener.remark("import " + process.id() + " did not apply " + String.join(", ", lost) + " to "
                    + differences.size()
                    + " of the contacts that were read back. They were sent again one by one; the next "
                    + "run does so for the other " + suspects.size() + " contacts of the import.");
        }
        return suspects;
    }

    private Map<ContactChange, Set<String>> differences(Sent sent, Map<ContactKey, String> rejected) {
        List<ContactChange> sample = sent.sample().stream()
                .filter(change -> !rejected.containsKey(change.key()))
                .toList();
        List<ContactChange> unproven = readBack.unproven(sample);
        Map<ContactChange, Set<String>> differences =
                readBack.differences(unproven, sent.persons().size(), sent.at());
        readBack.trust(unproven, differences);
        return differences;
    }

    /**
     * Sends contacts one by one that do not hold what the import brought, and looks again: the import is to blame for a
     * field only if Brevo holds it now. Otherwise Brevo writes the value in a form of its own.
     *
     * @return the fields that the import has lost
     */
    private Set<String> sendAgain(
            BackgroundProcess process, Map<ContactChange, Set<String>> differences, int contactsOfImport) {
        Instant at = readBack.now();
        upserts.sendAll(differences.keySet());
        Map<ContactChange, Set<String>> still =
                readBack.differences(List.copyOf(differences.keySet()), contactsOfImport, at);
        Set<String> lost = new TreeSet<>();
        Set<String> otherForms = new TreeSet<>();
        differences.forEach((change, fields) -> {
            Set<String> unchanged = still.getOrDefault(change, Set.of());
            for (String field : fields) (unchanged.contains(field) ? otherForms : lost).add(field);
        });
        otherForms.removeAll(lost);
        if (!otherForms.isEmpty()) {
            listener.remark("Brevo holds " + String.join(", ", otherForms) + " of some contacts of import "
                    + process.id() + " in another form than it was sent, by either route.");
        }
        return lost;
    }

    private void fail(Map<ContactKey, String> persons, String reason) {
        persons.values().forEach(person -> listener.settle(person, new Outcome.Failed(reason)));
    }
}
