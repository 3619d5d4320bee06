package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run's hold on a job of a JDBC ledger, with a connection of its own or that of another lease. For one thread. */
final class JdbcLease implements Lease {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcLease.class);
    /** A batch's number is that of its run, which no other run has, and its place in it. */
    private static final int BITS_OF_PLACE = 32;

    private ContactListener listener = ContactListener.none();
    private final Session session;
    private final Origin origin;
    private final Renewal renewal;
    private final LockedSession held;
    private final JobLock hold;
    private final KeyedHash hash;
    private final AttributeNames names;
    private final ContactTable contacts;
    private final BatchTable batches;
    private final BatchJournal book;
    private final PersonTable persons;
    private final EventTable events;
    private final AbsenceTable absences;
    private final DeadLetterTable letters;
    private final CheckpointTable checkpoints;
    private final NoteTable notes;
    private final NoteTable readingNotes;
    private final NoteTable sharedNotes;
    private final Map<Long, BatchState> open = new LinkedHashMap<>();
    private final Map<Long, Map<ContactKey, ContactState>> planned = new HashMap<>();
    private final Set<Long> earlier;
    private long lastPlace;

    private JdbcLease(Session session, Origin origin, Taken taken, Tables tables) {
        this.session = session;
        this.origin = origin;
        this.hold = taken.hold();
        this.held = new LockedSession(session, hold, origin.leaseTime());
        this.hash = origin.hash();
        this.names = tables.names();
        this.contacts = tables.contacts();
        this.batches = tables.batches();
        this.book = new BatchJournal(batches, contacts);
        this.persons = new PersonTable(held);
        this.events = new EventTable(held);
        this.absences = new AbsenceTable(held);
        this.letters = new DeadLetterTable(held);
        this.checkpoints = new CheckpointTable(held);
        this.notes = new NoteTable(held, held.job());
        this.readingNotes = new NoteTable(held, held.job() + "\nreading");
        this.sharedNotes = new NoteTable(held, "");
        this.open.putAll(taken.imports());
        this.earlier = Set.copyOf(open.keySet());
        this.renewal = Renewal.start(held, origin.leaseTime());
    }

    /**
     * Where a lease comes from.
     *
     * @param hash hashes addresses and values
     * @param leaseTime how long a hold lasts without being renewed
     * @param abandoned takes the tokens of leases that could not be given back
     * @param within whether the connection belongs to another lease, and stays open
     */
    record Origin(KeyedHash hash, Duration leaseTime, Set<Long> abandoned, boolean within) {}

    private record Tables(AttributeNames names, ContactTable contacts, BatchTable batches) {
        static Tables of(Session session) {
            AttributeNames names = new AttributeNames(session);
            ContactStateCodec codec = new ContactStateCodec(names);
            return new Tables(names, new ContactTable(codec), new BatchTable(new BatchCodec(codec)));
        }
    }

    /** A job that was taken, with what dead runs have left of it. */
    private record Taken(JobLock hold, Map<Long, BatchState> imports) {}

    /** Takes a job, and ends what dead runs have left open. */
    static JdbcLease take(Session session, String job, Origin origin) {
        Tables tables = Tables.of(session);
        BatchJournal book = new BatchJournal(tables.batches(), tables.contacts());
        Taken taken = session.ask("take a job", connection -> {
            session.lockLedger();
            JobLock hold = JobLock.take(connection, session.dialect(), job, origin.leaseTime(), origin.abandoned());
            book.leave(connection, job);
            JobLock.dropForgotten(connection);
            book.leaveOrphans(connection);
            return new Taken(hold, imports(tables.batches(), connection, job));
        });
        return new JdbcLease(session, origin, taken, tables);
    }

    private static Map<Long, BatchState> imports(BatchTable batches, Connection connection, String job)
            throws SQLException {
        Map<Long, BatchState> imports = new LinkedHashMap<>();
        for (Map.Entry<Long, Long> found : batches.imports(connection, job).entrySet()) {
            Set<ContactKey> contacts = batches.contacts(connection, found.getKey());
            imports.put(found.getKey(), BatchState.carried(found.getValue(), contacts));
        }
        return imports;
    }

    @Override
    public KeyedHash hash() {
        return hash;
    }

    @Override
    public Map<ContactKey, ContactState> applied(Collection<ContactKey> asked) {
        if (asked.isEmpty()) return Map.of();
        return held.ask("look contacts up", connection -> contacts.find(connection, asked));
    }

    @Override
    public long plan(Map<ContactKey, ContactState> changes) {
        long batch = hold.token() << BITS_OF_PLACE | ++lastPlace;
        planned.put(batch, Map.copyOf(changes));
        open.put(batch, BatchState.planned(changes.keySet()));
        return batch;
    }

    @Override
    public void attempt(long batch) {
        BatchState state = BatchState.find(open, batch);
        state.attempt();
        Map<ContactKey, ContactState> changes = BatchState.find(planned, batch);
        planned.remove(batch);
        names.learn(changes.values());
        held.force("record a request", connection -> batches.insert(connection, hold.job(), batch, changes));
    }

    @Override
    public void accept(long batch, OptionalLong processId) {
        BatchState.find(open, batch).accept(processId);
        if (processId.isEmpty()) return;
        held.force("record an import", connection -> batches.accept(connection, batch, processId.getAsLong()));
    }

    @Override
    public void settle(long batch, Collection<ContactKey> applied, Collection<ContactKey> refused) {
        BatchState.find(open, batch).settle(applied, refused);
        Settlement verdict = new Settlement(new HashSet<>(applied), new HashSet<>(refused));
        held.merge("settle a batch", connection -> book.settle(connection, batch, verdict));
        open.remove(batch);
        listener.proven(applied);
    }

    @Override
    public void forget(Collection<ContactKey> gone) {
        if (gone.isEmpty()) return;
        held.merge(
                "forget contacts", connection -> contacts.merge(connection, gone, (key, known) -> ContactState.NONE));
        listener.forgotten(gone);
    }

    @Override
    public void listener(ContactListener told) {
        listener = told;
    }

    @Override
    public boolean knowsContacts() {
        return held.ask("look for contacts", contacts::isAny);
    }

    @Override
    public PersonIndex persons() {
        return persons;
    }

    @Override
    public List<OpenImport> imports() {
        List<OpenImport> imports = new ArrayList<>();
        open.forEach((batch, state) -> {
            if (earlier.contains(batch)) {
                imports.add(new OpenImport(batch, state.process().orElseThrow(), state.contacts()));
            }
        });
        return imports;
    }

    @Override
    public Notes notes() {
        return notes;
    }

    @Override
    public Notes readingNotes() {
        return readingNotes;
    }

    @Override
    public Notes sharedNotes() {
        return sharedNotes;
    }

    @Override
    public Optional<String> checkpoint() {
        return checkpoints.mark();
    }

    @Override
    public void checkpoint(String mark) {
        checkpoints.mark(mark);
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public Map<ContactKey, Integer> absences(long list) {
        return absences.of(list);
    }

    @Override
    public void absences(long list, Map<ContactKey, Integer> runs) {
        absences.replace(list, runs);
    }

    @Override
    public void recordDeadLetters(Map<String, String> reasons, DeadLetter.Kind kind, Instant now) {
        letters.recordDeadLetters(reasons, kind, now);
    }

    @Override
    public void clearDeadLetters(Collection<String> ids) {
        letters.clearDeadLetters(ids);
    }

    @Override
    public void clearDeadLettersBefore(Instant before) {
        letters.clearDeadLettersBefore(before);
    }

    @Override
    public void check() {
        held.check();
    }

    /** Returns the connection, for a lease within this one. */
    Session session() {
        return session;
    }

    /** What is on record stays so, whether or not the hold can be ended: it ends by itself. */
    @Override
    public void close() {
        renewal.close();
        try {
            held.merge("end the hold on a job", connection -> {
                book.leave(connection, hold.job());
                hold.release(connection);
            });
        } catch (LeaseLostException e) {
            LOG.warn("the job was taken over by another run before this one ended [job={}]", hold.job());
        } catch (LedgerException e) {
            origin.abandoned().add(hold.token());
            LOG.warn("the job can't be given back: for others it is free once its hold expires [job={}]", hold.job());
        } finally {
            if (!origin.within()) session.close();
        }
    }
}
