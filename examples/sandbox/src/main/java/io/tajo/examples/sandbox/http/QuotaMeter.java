package io.tajo.examples.sandbox.http;

import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Counts calls in sliding windows, which no phase can slip through. A refused call does not count. Safe for any thread.
 */
public final class QuotaMeter {
    private final SandboxClock clock;
    private final List<Window> windows = new ArrayList<>();
    private DoubleSupplier othersShare = () -> 0;
    private Instant othersCounted;

    /**
     * Creates a meter.
     *
     * @param clock the time that windows slide on
     */
    public QuotaMeter(SandboxClock clock) {
        this.clock = clock;
        this.othersCounted = clock.now();
    }

    /**
     * Adds a window.
     *
     * @param calls calls allowed in it
     * @param length its length
     * @return this meter
     */
    public QuotaMeter window(int calls, Duration length) {
        windows.add(new Window(calls, length));
        return this;
    }

    /**
     * Lets another client use a part of the quota: evenly spread calls, as many as the share of what the tightest window
     * allows in the long run.
     *
     * @param share tells the part, at least 0 and below 1
     * @return this meter
     */
    public QuotaMeter sharedWith(DoubleSupplier share) {
        othersShare = share;
        return this;
    }

    /**
     * How a window stands.
     *
     * @param limit calls allowed in it
     * @param remaining calls left
     * @param reset time until a call is given back
     */
    public record Standing(int limit, int remaining, Duration reset) {}

    /**
     * Counts a call, unless a window is full.
     *
     * @return the full window, or nothing if the call may go on
     */
    public synchronized Optional<Standing> take() {
        Instant now = clock.now();
        countOthers(now);
        return count(now);
    }

    private Optional<Standing> count(Instant now) {
        for (Window window : windows) {
            if (window.standing(now).remaining() <= 0) return Optional.of(window.standing(now));
        }
        windows.forEach(window -> window.calls.addLast(now));
        return Optional.empty();
    }

    /** Counts what the other client has called since the last time. */
    private void countOthers(Instant now) {
        double share = othersShare.getAsDouble();
        if (share > 0) {
            Duration every = Duration.ofNanos((long) (slowest().toNanos() / share));
            for (Instant call = othersCounted.plus(every); !call.isAfter(now); call = call.plus(every)) {
                count(call);
                othersCounted = call;
            }
        } else {
            othersCounted = now;
        }
    }

    /** Returns the time from call to call that no window refuses. */
    private Duration slowest() {
        return windows.stream()
                .map(window -> window.length.dividedBy(window.limit))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** {@return how the window with the fewest calls left stands} */
    public synchronized Optional<Standing> tightest() {
        Instant now = clock.now();
        countOthers(now);
        return windows.stream()
                .map(window -> window.standing(now))
                .min((a, b) -> Integer.compare(a.remaining(), b.remaining()));
    }

    private static final class Window {
        private final int limit;
        private final Duration length;
        private final Deque<Instant> calls = new ArrayDeque<>();

        Window(int limit, Duration length) {
            this.limit = limit;
            this.length = length;
        }

        Standing standing(Instant now) {
            Instant begin = now.minus(length);
            while (!calls.isEmpty() && !calls.peekFirst().isAfter(begin)) calls.removeFirst();
            Instant oldest = calls.isEmpty() ? now : calls.peekFirst();
            return new Standing(limit, limit - calls.size(), Duration.between(now, oldest.plus(length)));
        }
    }
}
