package io.tajo.connector.ledger;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A ledger for as long as the process lives. Its key is drawn at random and forgotten with it. */
final class InMemoryLedger implements Ledger {
    private final byte[] key = new byte[32];
    private final Map<ContactKey, Fingerprint> proven = new ConcurrentHashMap<>();
    private final Map<String, String> checkpoints = new ConcurrentHashMap<>();
    private final Map<String, EventBook> events = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong batches = new AtomicLong();

    InMemoryLedger() {
        new SecureRandom().nextBytes(key);
    }

    @Override
    public Lease lease(String job) {
        if (!running.add(job)) {
            throw new JobRunningException("The job \"" + job + "\" is running in this process already. Wait for it, or "
                    + "give one of the two another name with named(...).");
        }
        return new InMemoryLease(job);
    }

    @Override
    public void close() {
        proven.clear();
        checkpoints.clear();
        events.clear();
    }

    /** The state that a batch has reached, in the order of {@link Lease}. */
    private enum State {
        PLANNED,
        ATTEMPTED,
        ACCEPTED
    }

    private static final class Batch {
        private final Map<ContactKey, Fingerprint> changes;
        private State state = State.PLANNED;

        Batch(Map<ContactKey, Fingerprint> changes) {
            this.changes = Map.copyOf(changes);
        }

        void move(State from, State to) {
            if (state != from) throw new IllegalStateException("a batch is " + state + ", it can't become " + to);
            state = to;
        }
    }

    private final class InMemoryLease implements Lease {
        private final String job;
        private final KeyedHash hash = KeyedHash.of(key);
        private final Map<Long, Batch> open = new LinkedHashMap<>();

        InMemoryLease(String job) {
            this.job = job;
        }

        @Override
        public KeyedHash hash() {
            return hash;
        }

        @Override
        public Map<ContactKey, Fingerprint> applied(Collection<ContactKey> contacts) {
            Map<ContactKey, Fingerprint> found = new LinkedHashMap<>();
            for (ContactKey contact : contacts) {
                Fingerprint fingerprint = proven.get(contact);
                if (fingerprint != null) found.put(contact, fingerprint);
            }
            return found;
        }

        @Override
        public long plan(Map<ContactKey, Fingerprint> changes) {
            long batch = batches.incrementAndGet();
            open.put(batch, new Batch(changes));
            return batch;
        }

        @Override
        public void attempt(long batch) {
            Batch leaving = find(batch);
            leaving.move(State.PLANNED, State.ATTEMPTED);
            leaving.changes.forEach(
                    (contact, change) -> proven.computeIfPresent(contact, (key, held) -> held.during(change)));
        }

        @Override
        public void accept(long batch, OptionalLong processId) {
            find(batch).move(State.ATTEMPTED, State.ACCEPTED);
        }

        @Override
        public void apply(long batch, Collection<ContactKey> contacts) {
            Batch done = find(batch);
            open.remove(batch);
            for (ContactKey contact : contacts) {
                Fingerprint change = done.changes.get(contact);
                if (change == null) throw new IllegalArgumentException("the batch does not hold this contact");
                proven.compute(contact, (key, held) -> (held == null ? Fingerprint.NONE : held).after(change));
            }
        }

        @Override
        public Optional<String> checkpoint() {
            return Optional.ofNullable(checkpoints.get(job));
        }

        @Override
        public void checkpoint(String mark) {
            checkpoints.put(job, mark);
        }

        @Override
        public EventBook events() {
            return events.computeIfAbsent(job, key -> new InMemoryEventBook());
        }

        @Override
        public void close() {
            running.remove(job);
        }

        private Batch find(long batch) {
            @Nullable Batch found = open.get(batch);
            if (found == null) throw new IllegalArgumentException("there is no open batch " + batch);
            return found;
        }
    }
}
