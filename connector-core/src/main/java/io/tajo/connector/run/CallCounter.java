package io.tajo.connector.run;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.client.RouteGroup;
import io.tajo.connector.deliver.RunProgress;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.report.CallCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the calls of one run, and keeps its lease while they wait. For the run's thread. */
final class CallCounter implements CallListener {
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Map<String, Long> byGroup = new HashMap<>();
    private long throttled;
    private Duration waited = Duration.ZERO;
    private final RunProgress progress;
    private final Clock clock;
    private Instant renewed = Instant.EPOCH;
    private @Nullable Lease lease;

    CallCounter(RunProgress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    /** Keeps a hold that would else run out while a call waits. */
    void holdThroughWaits(Lease ofRun) {
        lease = ofRun;
    }

    @Override
    public void onWait(RouteGroup group, Instant until) {
        if (lease != null) lease.renew(Duration.between(clock.instant(), until));
        progress.waiting(until);
    }

    @Override
    public void onAttempt(CallAttempt attempt) {
        renew();
        byGroup.merge(attempt.service() + " " + attempt.group(), 1L, Long::sum);
        if (attempt.status() == 429) throttled++;
        waited = waited.plus(attempt.waited());
    }

    /** A run may read for long without writing a word into its ledger. */
    private void renew() {
        Instant now = clock.instant();
        if (lease == null || now.isBefore(renewed.plus(RENEWAL))) return;
        renewed = now;
        lease.renew(Duration.ZERO);
    }

    CallCounts counts() {
        return new CallCounts(byGroup, throttled, waited);
    }
}
