package io.tajo.brevo;

import io.tajo.client.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** Time that passes while a caller sleeps; what was scheduled happens meanwhile. For one thread. */
class SimulatedTime extends Clock implements Sleeper {
    /** How much later than it asked a thread is woken. */
    private static final int LONGEST_OVERSLEEP_NANOS = 200_000;

    final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Event(Instant at, Runnable action) {}

    SimulatedTime(long seed) {
        random = new Random(seed);
    }

    final void schedule(Instant at, Runnable action) {
        events.add(new Event(at, action));
    }

    final void awaitNext() {
        passUntil(events.element().at());
    }

    private void passUntil(Instant then) {
        while (!events.isEmpty() && !events.element().at().isAfter(then)) {
            Event event = events.remove();
            if (event.at().isAfter(now)) now = event.at();
            event.action().run();
        }
        now = then;
    }

    @Override
    public final void sleep(Duration duration) {
        passUntil(now.plus(duration).plusNanos(random.nextInt(LONGEST_OVERSLEEP_NANOS)));
    }

    @Override
    public final Instant instant() {
        return now;
    }

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        return this;
    }
}
