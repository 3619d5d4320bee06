package io.tajo.client;

import java.time.Duration;

/**
 * How many calls a quota allows in one window, for example 36,000 an hour.
 *
 * @param calls calls allowed in one window, at least 1
 * @param window length of the window, positive
 */
public record Quota(int calls, Duration window) {

    /**
     * Checks that the quota allows something.
     *
     * @param calls calls allowed in one window, at least 1
     * @param window length of the window, positive
     */
    public Quota {
        if (calls < 1) throw new IllegalArgumentException("a quota allows at least one call, not " + calls);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a quota's window is positive, not " + window);
        }
    }

    /**
     * Returns a quota of so many calls a second.
     *
     * @param calls calls allowed in a second
     * @return the quota
     */
    public static Quota perSecond(int calls) {
        return new Quota(calls, Duration.ofSeconds(1));
    }

    /**
     * Returns a quota of so many calls a minute.
     *
     * @param calls calls allowed in a minute
     * @return the quota
     */
    public static Quota perMinute(int calls) {
        return new Quota(calls, Duration.ofMinutes(1));
    }

    /**
     * Returns a quota of so many calls an hour.
     *
     * @param calls calls allowed in an hour
     * @return the quota
     */
    public static Quota perHour(int calls) {
        return new Quota(calls, Duration.ofHours(1));
    }
}
