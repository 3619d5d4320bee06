package io.tajo.connector.run;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.client.RouteGroup;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.report.CallCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the calls of one run, and ends it if its lease is lost. For the run's thread. */
final class CallCounter implements CallListener {
    private final Map<String, Long> byGroup = new HashMap<>();
    private long throttled;
    private Duration waited = Duration.ZERO;
    private final Consumer<Instant> waits;
    private @Nullable Lease lease;

    CallCounter(Consumer<Instant> waits) {
        this.waits = waits;
    }

    /** Ends the run with the next call once its job is lost. */
    void watch(Lease ofRun) {
        lease = ofRun;
    }

    @Override
    public void onWait(RouteGroup group, Instant until) {
        waits.accept(until);
    }

    @Override
    public void onAttempt(CallAttempt attempt) {
        if (lease != null) lease.check();
        byGroup.merge(attempt.service() + " " + attempt.group(), 1L, Long::sum);
        if (attempt.status() == 429) throttled++;
        waited = waited.plus(attempt.waited());
    }

    CallCounts counts() {
        return new CallCounts(byGroup, throttled, waited);
    }
}
