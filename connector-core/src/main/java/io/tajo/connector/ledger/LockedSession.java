package io.tajo.connector.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A session whose every writing transaction proves first that the job is still held. For the run and its {@link Renewal}. */
final class LockedSession {
    private final Session session;
    private final JobLock hold;
    private final Duration leaseTime;
    private volatile long keptAt = System.currentTimeMillis();
    private volatile long keptAtNanos = System.nanoTime();
    private volatile @Nullable LeaseLostException lost;

    LockedSession(Session session, JobLock hold, Duration leaseTime) {
        this.session = session;
        this.hold = hold;
        this.leaseTime = leaseTime;
    }

    String job() {
        return hold.job();
    }

    /** Reads. */
    <T extends @Nullable Object> T ask(String what, Session.Work<T> work) {
        return session.ask(what, work);
    }

    /** Writes what only this job writes. */
    void run(String what, Session.Deed deed) {
        session.run(what, held(deed));
    }

    /** As {@link #run}, and it lasts through a power cut. */
    void force(String what, Session.Deed deed) {
        session.force(what, held(deed));
    }

    /** Merges into what other jobs write too. */
    void merge(String what, Session.Deed deed) {
        session.run(what, connection -> {
            session.lockLedger();
            held(deed).on(connection);
        });
    }

    /** Renews the hold. */
    void extend() {
        session.run("renew the hold on a job", this::keep);
    }

    /** Throws if the job is lost, and asks the database if nothing renewed the hold for as long as it lasts. */
    void check() {
        LeaseLostException known = lost;
        if (known != null) throw known;
        // A process that was asleep has slept by one of the two clocks at least.
        long wall = System.currentTimeMillis() - keptAt;
        long running = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - keptAtNanos);
        if (Math.max(wall, running) >= leaseTime.toMillis()) extend();
    }

    private Session.Deed held(Session.Deed deed) {
        return connection -> {
            keep(connection);
            deed.on(connection);
        };
    }

    private void keep(Connection connection) throws SQLException {
        long now = System.currentTimeMillis();
        long nanos = System.nanoTime();
        try {
            hold.keep(connection);
        } catch (LeaseLostException e) {
            lost = e;
            throw e;
        }
        keptAt = now;
        keptAtNanos = nanos;
    }
}
