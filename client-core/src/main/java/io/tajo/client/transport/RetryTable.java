package io.tajo.client.transport;

import java.util.HashSet;
import java.util.Set;

/**
 * The statuses that are worth another attempt. Immutable and safe for any thread.
 *
 * @param statuses the statuses
 * @param maxAttempts how many attempts a call may take, where the client's settings allow as many
 */
public record RetryTable(Set<Integer> statuses, int maxAttempts) {
    /** What passes by itself: busy, too early, throttled, and failures of the server or of what stands before it. */
    public static final RetryTable STANDARD = new RetryTable(Set.of(408, 425, 429, 500, 502, 503, 504, 520, 522, 524));

    /** Statuses by which a server says that it refused a call unread, so that even an unsafe one may be repeated. */
    private static final Set<Integer> REFUSED_UNREAD = Set.of(425, 429);

    /**
     * Copies the statuses.
     *
     * @param statuses the statuses
     * @param maxAttempts how many attempts a call may take, where the client's settings allow as many
     */
    public RetryTable {
        statuses = Set.copyOf(statuses);
    }

    /**
     * Leaves the number of attempts to the client's settings.
     *
     * @param statuses the statuses
     */
    public RetryTable(Set<Integer> statuses) {
        this(statuses, Integer.MAX_VALUE);
    }

    /**
     * Returns the table without some statuses, for calls that answer them with something better than a repeat.
     *
     * @param others statuses to leave out
     * @return the table
     */
    public RetryTable without(Set<Integer> others) {
        Set<Integer> rest = new HashSet<>(statuses);
        rest.removeAll(others);
        return new RetryTable(rest, maxAttempts);
    }

    boolean repeats(int status, HttpCall.Replay replay) {
        return statuses.contains(status) && (replay == HttpCall.Replay.SAFE || REFUSED_UNREAD.contains(status));
    }
}
