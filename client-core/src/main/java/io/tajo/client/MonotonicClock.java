package io.tajo.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A UTC clock that started at the system's time and never jumps: a correction of the machine's clock would open a
 * quota early or hold it shut. Safe for any thread.
 */
public final class MonotonicClock extends Clock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    private MonotonicClock() {}

    /**
     * Returns a clock that starts now.
     *
     * @return the clock
     */
    public static MonotonicClock create() {
        return new MonotonicClock();
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** {@return this clock: it only knows UTC} */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
