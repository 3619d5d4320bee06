package io.tajo.connector.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the hold of a run from a thread of its own, for exactly as long as the run works. */
final class Renewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final LockedSession held;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Renewal(LockedSession held, Duration every) {
        this.held = held;
        this.every = every;
        this.thread = new Thread(this::renewUntilClosed, "tajo-ledger-renewal");
        thread.setDaemon(true);
    }

    /** Starts to renew a hold several times in each lease time, so that one renewal may fail. */
    static Renewal start(LockedSession held, Duration leaseTime) {
        Duration fifth = leaseTime.dividedBy(5);
        Renewal renewal = new Renewal(held, fifth.compareTo(SHORTEST) < 0 ? SHORTEST : fifth);
        renewal.thread.start();
        return renewal;
    }

    private void renewUntilClosed() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!renew()) return;
            }
        } catch (InterruptedException e) {
            LOG.debug("only its run ends a renewal [job={}]", held.job());
        }
    }

    /** Returns whether the job is held still, as far as is known. */
    private boolean renew() {
        try {
            held.extend();
            return true;
        } catch (LeaseLostException e) {
            return false;
        } catch (LedgerException e) {
            LOG.debug("a hold could not be renewed; the next attempt may do [job={}]", held.job());
            return true;
        }
    }

    /** Returns once the thread has ended. */
    @Override
    public void close() {
        closed.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
