package io.tajo.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the calls of one route group through, first come first served. One caller at a time stands at the turnstile and
 * waits for a slot in every window; the others queue behind it.
 */
final class GroupGate {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaRateLimit.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** As good as for ever, and no overflow in the arithmetic of time. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private static final Duration HEADER_PRECISION = Duration.ofSeconds(1);
    /** A limit a hundred times ours is another group's, or nonsense. */
    private static final double FARTHEST_SIZE = Math.log(100);

    private final RouteGroup group;
    private final List<QuotaWindow> windows;
    private final Semaphore atOnce;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ReentrantLock turnstile = new ReentrantLock(true);
    private final ReentrantLock state = new ReentrantLock();
    private final AtomicInteger queued = new AtomicInteger();
    private Instant closedUntil = Instant.MIN;

    GroupGate(RouteGroup group, List<Quota> quotas, int atOnce, Clock clock, Sleeper sleeper) {
        this.group = group;
        this.windows = quotas.stream().map(QuotaWindow::new).toList();
        this.atOnce = new Semaphore(atOnce, true);
        this.clock = clock;
        this.sleeper = sleeper;
    }

    Permit acquire(Duration wanted) {
        Duration maxWait = wanted.compareTo(LONGEST_WAIT) < 0 ? wanted : LONGEST_WAIT;
        Instant start = clock.instant();
        Instant latest = start.plus(maxWait);
        int ahead = queued.getAndIncrement();
        try {
            refuseIfAfter(latest, freeFor(ahead, start));
            if (!atOnce.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) throw exhausted(clock.instant());
            boolean passed = false;
            try {
                Slot slot = passTurnstile(start, latest);
                passed = true;
                return slot;
            } finally {
                if (!passed) atOnce.release();
            }
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting for the quota of the " + group + " routes", e);
        } finally {
            queued.decrementAndGet();
        }
    }

    void observe(RateLimitSignal signal) {
        state.lock();
        try {
            learn(signal, clock.instant());
        } finally {
            state.unlock();
        }
    }

    /** Returns how long it would take until so many more calls were let through, were each of them answered at once. */
    Duration timeFor(int calls) {
        state.lock();
        try {
            Instant now = clock.instant();
            Instant free = closedUntil.isAfter(now) ? closedUntil : now;
            for (QuotaWindow window : windows) {
                Instant last = window.freeForAll(calls, now);
                if (last.isAfter(free)) free = last;
            }
            return Duration.between(now, free);
        } finally {
            state.unlock();
        }
    }

    private Slot passTurnstile(Instant start, Instant latest) throws InterruptedException {
        Duration timeout = Duration.between(clock.instant(), latest);
        if (!turnstile.tryLock(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS)) {
            throw exhausted(clock.instant());
        }
        try {
            while (true) {
                Instant now = clock.instant();
                Instant free = takeIfFree(now);
                if (!free.isAfter(now)) return new Slot(now, Duration.between(start, now));
                refuseIfAfter(latest, free);
                sleeper.sleep(Duration.between(now, free));
            }
        } finally {
            turnstile.unlock();
        }
    }

    private Instant takeIfFree(Instant now) {
        state.lock();
        try {
            Instant free = freeInAllWindows(0, now);
            if (!free.isAfter(now)) windows.forEach(window -> window.take(now));
            return free;
        } finally {
            state.unlock();
        }
    }

    private Instant freeFor(int ahead, Instant now) {
        state.lock();
        try {
            return freeInAllWindows(ahead, now);
        } finally {
            state.unlock();
        }
    }

    private Instant freeInAllWindows(int ahead, Instant now) {
        Instant free = closedUntil.isAfter(now) ? closedUntil : now;
        for (QuotaWindow window : windows) {
            Instant slot = window.freeFor(ahead, now, LOOK_AGAIN);
            if (slot.isAfter(free)) free = slot;
        }
        return free;
    }

    private void learn(RateLimitSignal signal, Instant now) {
        Duration reset = signal.resetAfter().orElse(Duration.ZERO);
        if (signal.throttled()) {
            Instant until = now.plus(reset);
            if (until.isAfter(closedUntil)) closedUntil = until;
            if (signal.limit().isPresent()) shrink(signal.limit().getAsInt(), reset, now);
        }
        windowMeant(signal, reset).ifPresent(window -> {
            if (!signal.throttled()) signal.limit().ifPresent(window::resize);
            window.learn(signal, now);
        });
    }

    /** A refusal that names the limit it enforces speaks of the shortest window that its wait fits into. */
    private void shrink(int limit, Duration reset, Instant now) {
        shortestFitting(reset)
                .filter(window -> limit >= 1 && limit < window.quota().calls())
                // Whoever let more calls than that through enforces something else; where we made few of them others
                // used
                // the quota up, and what it is does not show.
                .filter(window -> window.spent(now) <= limit && window.spent(now) >= limit / 2)
                .ifPresent(window -> {
                    LOG.warn(
                            "the {} routes allow {} calls per {}, not {}: keeping to that from now on",
                            group,
                            limit,
                            window.quota().window(),
                            window.quota().calls());
                    window.resize(limit);
                });
    }

    private Optional<QuotaWindow> shortestFitting(Duration reset) {
        return windows.stream()
                .filter(window -> window.quota().window().compareTo(reset) >= 0)
                .min(Comparator.comparing(window -> window.quota().window()));
    }

    /**
     * A header names no window: of those that the time left fits it is the one whose size is nearest, or else the shortest.
     * A limit of an hour laid on a second's window would let thousands of calls through.
     */
    private Optional<QuotaWindow> windowMeant(RateLimitSignal signal, Duration reset) {
        if (signal.limit().isEmpty()) return shortestFitting(reset);
        int limit = signal.limit().getAsInt();
        return windows.stream()
                .filter(window -> window.quota().window().plus(HEADER_PRECISION).compareTo(reset) >= 0)
                .filter(window -> distance(window, limit) <= FARTHEST_SIZE)
                .min(Comparator.comparingDouble(window -> distance(window, limit)));
    }

    private static double distance(QuotaWindow window, int limit) {
        return limit < 1
                ? Double.MAX_VALUE
                : Math.abs(Math.log((double) limit / window.quota().calls()));
    }

    private void refuseIfAfter(Instant latest, Instant free) {
        if (free.isAfter(latest)) throw exhausted(free);
    }

    private QuotaExhaustedException exhausted(Instant resumeAt) {
        return new QuotaExhaustedException(group, resumeAt);
    }

    private void answered(Instant taken) {
        state.lock();
        try {
            Instant now = clock.instant();
            windows.forEach(window -> window.answered(taken, now));
        } finally {
            state.unlock();
        }
        atOnce.release();
    }

    private final class Slot implements Permit {
        private final Instant taken;
        private final Duration waited;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Slot(Instant taken, Duration waited) {
            this.taken = taken;
            this.waited = waited;
        }

        @Override
        public Duration waited() {
            return waited;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) answered(taken);
        }
    }
}
