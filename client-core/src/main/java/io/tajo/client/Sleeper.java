package io.tajo.client;

import java.time.Duration;

/** Lets the calling thread wait. A seam: tests hand in one that moves their own clock. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long, not negative
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Returns the sleeper that really waits.
     *
     * @return the sleeper
     */
    static Sleeper system() {
        // Rounded up: a thread that wakes a fraction early would knock before its time.
        return duration -> Thread.sleep(duration.plusNanos(999_999).toMillis());
    }
}
