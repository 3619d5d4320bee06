package io.tajo.connector.ledger;

import io.tajo.client.MonotonicClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A ledger for as long as the process lives. Its key is drawn at random and forgotten with it. */
final class InMemoryLedger implements Ledger {
    private final Clock clock = MonotonicClock.create();
    private final byte[] key = new byte[32];
    private final Map<ContactKey, ContactState> proven = new ConcurrentHashMap<>();
    private final InMemoryPersonIndex persons = new InMemoryPersonIndex();
    private final Map<String, EventLog.Entry> events = new ConcurrentHashMap<>();
    private final Map<String, InMemoryJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, Instant> running = new ConcurrentHashMap<>();
    private final AtomicLong batches = new AtomicLong();
    private final InMemoryNotes notes = new InMemoryNotes();

    InMemoryLedger() {
        new SecureRandom().nextBytes(key);
    }

    @Override
    public Lease lease(String job) {
        Instant since = running.putIfAbsent(job, clock.instant());
        if (since != null) {
            throw new JobRunningException("The job \"" + job + "\" is running in this process since "
                    + since.truncatedTo(ChronoUnit.SECONDS) + ", until that run is over. Wait for it, or give "
                    + "one of the two another name with named(...).");
        }
        InMemoryJob known = jobs.computeIfAbsent(job, name -> new InMemoryJob(name, events));
        return new InMemoryLease(KeyedHash.of(key), proven, persons, known, notes, batches, () -> release(job, known));
    }

    /** Contacts by hand run under a name of their own each time. */
    private void release(String job, InMemoryJob known) {
        if (known.isBlank()) jobs.remove(job);
        running.remove(job);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterQuery query) {
        return jobs.values().stream()
                .flatMap(job -> job.letters().all().stream())
                .filter(query::matches)
                .sorted(Comparator.comparing(DeadLetter::last).reversed().thenComparing(DeadLetter::id))
                .limit(query.limit())
                .toList();
    }

    @Override
    public void close() {
        proven.clear();
        persons.clear();
        events.clear();
        jobs.clear();
    }
}
