package io.tajo.connector.deliver;

import io.tajo.brevo.events.EventsApi;
import io.tajo.client.ApiException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.DecodingException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.Sleeper;
import io.tajo.client.TransportException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.ledger.EventLog;
import io.tajo.connector.ledger.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of events whose request was never answered: Brevo queues what it takes in, and lists it some time
 * later, each with PostHog's uuid. For one thread.
 */
public final class UnconfirmedEvents {
    private static final Logger LOG = LoggerFactory.getLogger(UnconfirmedEvents.class);
    private final StoredEvents stored;
    private final EventLog book;
    private final EventSync job;
    private final Clock clock;
    private final Sleeper sleeper;

    /**
     * Creates the finder of one run.
     *
     * @param events Brevo's events
     * @param lease the run's hold, with the book of events
     * @param job how long Brevo may take, and what to do about those that stay in doubt
     * @param names the job's events, as Brevo knows them
     * @param clock tells the time
     * @param sleeper waits
     */
    public UnconfirmedEvents(
            EventsApi events, Lease lease, EventSync job, Collection<String> names, Clock clock, Sleeper sleeper) {
        this.stored = new StoredEvents(events, names);
        this.book = lease.events();
        this.job = job;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Settles every event in doubt: Brevo has it, or it will be sent again.
     *
     * @return what the caller should know of those that stay in doubt
     */
    public Optional<String> settle() {
        Map<String, EventLog.Entry> open = book.attempted();
        if (open.isEmpty()) return Optional.empty();
        waitUntilListed(open.values());
        Set<String> missing = new HashSet<>(open.keySet());
        boolean sure = look(open.values(), missing);
        Set<String> found = new HashSet<>(open.keySet());
        found.removeAll(missing);
        book.accept(found);
        if (sure) {
            book.withdraw(missing);
            return Optional.empty();
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(undecided(missing));
    }

    private String undecided(Set<String> events) {
        if (!job.isAtMostOnce()) {
            return "Brevo could not be asked whether it has " + events.size()
                    + " events whose request was not answered: they are sent again, and may be there twice.";
        }
        book.accept(events);
        return "Brevo could not be asked whether it has " + events.size()
                + " events whose request was not answered: as atMostOnce() says they are not sent again, and may be missing.";
    }

    private void waitUntilListed(Collection<EventLog.Entry> open) {
        Instant last = open.stream()
                .map(EventLog.Entry::attempted)
                .max(Instant::compareTo)
                .orElseThrow();
        Duration wait = Duration.between(clock.instant(), last.plus(job.settlingTime()));
        if (wait.isNegative() || wait.isZero()) return;
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting until Brevo lists its events", e);
        }
    }

    /** Takes out of the missing what Brevo lists; returns whether the whole list was read. */
    private boolean look(Collection<EventLog.Entry> open, Set<String> missing) {
        Instant from = open.stream()
                .map(EventLog.Entry::happened)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant to = open.stream()
                .map(EventLog.Entry::happened)
                .max(Instant::compareTo)
                .orElseThrow();
        try {
            return stored.visit(from, to, (uuid, date) -> {
                missing.remove(uuid);
                return !missing.isEmpty();
            });
        } catch (RateLimitedException e) {
            // When there are calls again, Brevo will tell.
            throw e;
        } catch (ApiException | DecodingException | TransportException e) {
            LOG.warn("events in doubt could not be looked up: {}", e.getMessage());
            return false;
        }
    }
}
