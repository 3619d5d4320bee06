package io.tajo.connector.deliver;

import io.tajo.brevo.events.EventsApi;
import io.tajo.client.ApiException;
import io.tajo.client.DecodingException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.TransportException;
import io.tajo.connector.ledger.EventLog;
import io.tajo.connector.ledger.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the events that Brevo holds already when a ledger is new: another ledger was lost, and its events would be sent
 * again. For one thread.
 */
public final class EarlierEvents {
    private static final String LOOKED_UP = "events of Brevo";
    private static final String NOT_LOOKED_UP = "events of Brevo are unknown";
    private static final int CHUNK = 1_000;
    /** Brevo lists six months. */
    private static final Duration LISTED = Duration.ofDays(180);

    private final StoredEvents stored;
    private final Lease lease;
    private final Clock clock;

    /**
     * Creates the finder of one run.
     *
     * @param events Brevo's events
     * @param lease the run's hold, with the record of events
     * @param names the job's events, as Brevo knows them
     * @param clock tells the time
     */
    public EarlierEvents(EventsApi events, Lease lease, Collection<String> names, Clock clock) {
        this.stored = new StoredEvents(events, names);
        this.lease = lease;
        this.clock = clock;
    }

    /** {@return whether the job has not looked yet which events Brevo holds} */
    public boolean areUnknown() {
        Set<String> notes = lease.notes().all().keySet();
        boolean isFirst = lease.checkpoint().isEmpty() || notes.contains(NOT_LOOKED_UP);
        return isFirst && !notes.contains(LOOKED_UP);
    }

    /**
     * Notes that a job has not looked yet, though its beginning is fixed now.
     *
     * @param lease the job's record
     */
    public static void leaveToNextRun(Lease lease) {
        lease.notes().put(NOT_LOOKED_UP, "");
    }

    /**
     * Records in the first run of a job that the events which Brevo lists were sent. Costs one call for each ten thousand.
     *
     * @return what the caller should know
     */
    public Optional<String> adopt() {
        if (!areUnknown()) return Optional.empty();
        Instant now = clock.instant();
        Map<String, Instant> found = new LinkedHashMap<>();
        try {
            boolean whole = stored.visit(now.minus(LISTED), now, (uuid, date) -> {
                found.put(uuid, date);
                return true;
            });
            int strange = record(found, now);
            lease.notes().put(LOOKED_UP, now.toString());
            lease.notes().remove(NOT_LOOKED_UP);
            return whole
                    ? told(strange)
                    : Optional.of("Brevo holds more events than could be looked up: some that "
                            + "an earlier ledger had sent may be sent again.");
        } catch (RateLimitedException e) {
            throw e;
        } catch (ApiException | DecodingException | TransportException e) {
            return Optional.of("This ledger is new, and the events that Brevo holds could not be looked up ("
                    + e.getMessage() + "): events that an earlier ledger had sent may be sent again.");
        }
    }

    private static Optional<String> told(int events) {
        if (events == 0) return Optional.empty();
        return Optional.of(
                "This ledger is new, and Brevo holds " + events + " events of this job already, sent with a "
                        + "ledger that is not there any more: they are not sent again. Keep the ledger on a volume that lasts.");
    }

    /** Returns how many of the events no job of this ledger has sent. */
    private int record(Map<String, Instant> found, Instant now) {
        EventLog book = lease.events();
        int strange = 0;
        Map<String, Instant> chunk = new LinkedHashMap<>();
        for (Map.Entry<String, Instant> event : found.entrySet()) {
            chunk.put(event.getKey(), event.getValue());
            if (chunk.size() == CHUNK) strange += record(book, chunk, now);
        }
        return strange + record(book, chunk, now);
    }

    private static int record(EventLog book, Map<String, Instant> chunk, Instant now) {
        if (chunk.isEmpty()) return 0;
        int strange = chunk.size() - book.known(chunk.keySet()).size();
        book.attempt(chunk, now);
        book.accept(chunk.keySet());
        chunk.clear();
        return strange;
    }
}
