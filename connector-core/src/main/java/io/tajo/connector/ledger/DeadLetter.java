package io.tajo.connector.ledger;

import java.time.Instant;

/**
 * A person or an event that did not reach Brevo. It holds no personal data: the id is PostHog's.
 *
 * @param job the job that could not deliver it
 * @param kind what it is
 * @param id PostHog's uuid of it
 * @param reason why it did not arrive, at the last attempt
 * @param attempts how many runs have failed on it, at least 1
 * @param first when it failed first
 * @param last when it failed last
 */
public record DeadLetter(String job, Kind kind, String id, String reason, int attempts, Instant first, Instant last) {

    /** What a letter was to carry. */
    public enum Kind {
        /** A person, by the uuid of the person. */
        PERSON,
        /** An event, by the uuid of the event. */
        EVENT
    }
}
