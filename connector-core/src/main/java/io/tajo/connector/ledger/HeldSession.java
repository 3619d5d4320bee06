package io.tajo.connector.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session whose every writing transaction proves first that the job is still held. For one thread. */
final class HeldSession {
    private final Session session;
    private final Hold hold;

    HeldSession(Session session, Hold hold) {
        this.session = session;
        this.hold = hold;
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

    void extend(Duration ahead) {
        session.run("renew the hold on a job", connection -> hold.extend(connection, ahead));
    }

    private Session.Deed held(Session.Deed deed) {
        return connection -> {
            hold.keep(connection);
            deed.on(connection);
        };
    }
}
