package io.tajo.examples.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The time that quotas, imports and asynchronous queries run on. Safe for any thread. */
public final class SandboxClock {
    private final Instant start;
    private final LongSupplier elapsedNanos;
    private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);

    private SandboxClock(Instant start, LongSupplier elapsedNanos) {
        this.start = start;
        this.elapsedNanos = elapsedNanos;
    }

    /** {@return a clock that shows the machine's time} */
    public static SandboxClock real() {
        return scaled(1);
    }

    /**
     * Returns a clock on which an hour passes in less than one.
     *
     * @param factor how many times as fast it goes, for example 60
     * @return the clock, starting at the machine's time
     */
    public static SandboxClock scaled(int factor) {
        long origin = System.nanoTime();
        return new SandboxClock(Instant.now(), () -> Math.multiplyExact(System.nanoTime() - origin, factor));
    }

    /**
     * Returns a clock that stands still but for {@link #advance}.
     *
     * @param start the time that it shows
     * @return the clock
     */
    public static SandboxClock manual(Instant start) {
        return new SandboxClock(start, () -> 0);
    }

    /** {@return the time that it shows} */
    public Instant now() {
        return start.plusNanos(elapsedNanos.getAsLong()).plus(skipped.get());
    }

    /**
     * Moves the clock forward.
     *
     * @param time how far
     */
    public void advance(Duration time) {
        skipped.updateAndGet(before -> before.plus(time));
    }
}
