package io.tajo.examples.acceptance;

import io.tajo.client.Sleeper;
import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The sandbox's clock as the clients' time, so that an hour's quota passes in a minute on both sides. */
final class ScaledTime extends Clock implements Sleeper {
    private final SandboxClock clock;
    private final int factor;

    ScaledTime(SandboxClock clock, int factor) {
        this.clock = clock;
        this.factor = factor;
    }

    @Override
    public Instant instant() {
        return clock.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Sleeper.system().sleep(duration.dividedBy(factor));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
