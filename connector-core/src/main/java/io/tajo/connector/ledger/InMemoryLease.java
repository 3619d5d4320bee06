package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One run's hold on a job of an in-memory ledger. For one thread. */
final class InMemoryLease implements Lease {
    private ContactListener listener = ContactListener.none();
    private final KeyedHash hash;
    private final Map<ContactKey, ContactState> proven;
    private final PersonIndex persons;
    private final InMemoryJob job;
    private final Notes sharedNotes;
    private final AtomicLong batches;
    private final Runnable release;
    private final Set<Long> earlier;

    InMemoryLease(
            KeyedHash hash,
            Map<ContactKey, ContactState> proven,
            PersonIndex persons,
            InMemoryJob job,
            Notes sharedNotes,
            AtomicLong batches,
            Runnable release) {
        this.hash = hash;
        this.proven = proven;
        this.persons = persons;
        this.job = job;
        this.sharedNotes = sharedNotes;
        this.batches = batches;
        this.release = release;
        this.earlier = Set.copyOf(job.open().keySet());
    }

    /**
     * An open batch.
     *
     * @param state how far it has come
     * @param changes its contacts
     */
    record Batch(BatchState state, Map<ContactKey, OpenChange> changes) {}

    @Override
    public KeyedHash hash() {
        return hash;
    }

    @Override
    public Map<ContactKey, ContactState> applied(Collection<ContactKey> contacts) {
        Map<ContactKey, ContactState> found = new LinkedHashMap<>();
        for (ContactKey contact : contacts) {
            ContactState fingerprint = proven.get(contact);
            if (fingerprint != null) found.put(contact, fingerprint);
        }
        return found;
    }

    @Override
    public long plan(Map<ContactKey, ContactState> changes) {
        Map<ContactKey, OpenChange> planned = new HashMap<>();
        changes.forEach((contact, change) -> planned.put(contact, OpenChange.of(change)));
        long batch = batches.incrementAndGet();
        job.open().put(batch, new Batch(BatchState.planned(planned.keySet()), planned));
        return batch;
    }

    @Override
    public void attempt(long batch) {
        BatchState.find(job.open(), batch).state().attempt();
    }

    @Override
    public void accept(long batch, OptionalLong processId) {
        BatchState.find(job.open(), batch).state().accept(processId);
    }

    @Override
    public void settle(long batch, Collection<ContactKey> applied, Collection<ContactKey> refused) {
        Batch done = BatchState.find(job.open(), batch);
        done.state().settle(applied, refused);
        job.open().remove(batch);
        Settlement verdict = new Settlement(new HashSet<>(applied), new HashSet<>(refused));
        done.changes().forEach((contact, change) -> hold(contact, held -> verdict.of(contact, change, held)));
        listener.proven(applied);
    }

    @Override
    public void forget(Collection<ContactKey> gone) {
        gone.forEach(proven::remove);
        listener.forgotten(gone);
    }

    @Override
    public void listener(ContactListener told) {
        listener = told;
    }

    @Override
    public boolean knowsContacts() {
        return !proven.isEmpty();
    }

    @Override
    public PersonIndex persons() {
        return persons;
    }

    @Override
    public List<OpenImport> imports() {
        List<OpenImport> imports = new ArrayList<>();
        job.open().forEach((batch, open) -> {
            if (earlier.contains(batch)) {
                long process = open.state().process().orElseThrow();
                imports.add(new OpenImport(batch, process, open.state().contacts()));
            }
        });
        return imports;
    }

    @Override
    public Notes notes() {
        return job.notes();
    }

    @Override
    public Notes readingNotes() {
        return job.readingNotes();
    }

    @Override
    public Notes sharedNotes() {
        return sharedNotes;
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.ofNullable(job.checkpoint());
    }

    @Override
    public void checkpoint(String mark) {
        job.checkpoint(mark);
    }

    @Override
    public EventLog events() {
        return job.events();
    }

    @Override
    public Map<ContactKey, Integer> absences(long list) {
        return job.absences().getOrDefault(list, Map.of());
    }

    @Override
    public void absences(long list, Map<ContactKey, Integer> runs) {
        job.absences().put(list, Map.copyOf(runs));
    }

    @Override
    public void recordDeadLetters(Map<String, String> letters, DeadLetter.Kind kind, Instant now) {
        job.letters().recordDeadLetters(letters, kind, now);
    }

    @Override
    public void clearDeadLetters(Collection<String> ids) {
        job.letters().clearDeadLetters(ids);
    }

    @Override
    public void clearDeadLettersBefore(Instant before) {
        job.letters().clearDeadLettersBefore(before);
    }

    @Override
    public void check() {
        // No other process takes this job over: the ledger ends with its holder.
    }

    @Override
    public void close() {
        job.open().values().removeIf(batch -> batch.state().isPlanned());
        job.open().values().forEach(this::carry);
        job.open().values().removeIf(batch -> batch.state().process().isEmpty());
        release.run();
    }

    private void carry(Batch batch) {
        batch.changes().replaceAll((contact, open) -> {
            OpenChange carried = open.carried(proven.getOrDefault(contact, ContactState.NONE));
            if (open.before() == null) hold(contact, held -> held.during(open.change()));
            return carried;
        });
    }

    private void hold(ContactKey contact, UnaryOperator<ContactState> merge) {
        proven.compute(contact, (key, known) -> merged(known, merge));
    }

    private static @Nullable ContactState merged(@Nullable ContactState known, UnaryOperator<ContactState> merge) {
        ContactState next = merge.apply(known == null ? ContactState.NONE : known);
        return next.equals(ContactState.NONE) ? null : next;
    }
}
