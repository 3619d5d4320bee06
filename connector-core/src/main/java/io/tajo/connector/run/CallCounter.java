package io.tajo.connector.run;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.client.RouteGroup;
import io.tajo.connector.report.CallCounts;
import io.tajo.connector.report.SyncListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of one run. For the run's thread. */
final class CallCounter implements CallListener {
    private final Map<String, Long> byGroup = new HashMap<>();
    private long throttled;
    private Duration waited = Duration.ZERO;
    private final SyncListener listener;

    CallCounter(SyncListener listener) {
        this.listener = listener;
    }

    @Override
    public void onWait(RouteGroup group, Instant until) {
        listener.waiting(until);
    }

    @Override
    public void onAttempt(CallAttempt attempt) {
        byGroup.merge(attempt.service() + " " + attempt.group(), 1L, Long::sum);
        if (attempt.status() == 429) throttled++;
        waited = waited.plus(attempt.waited());
    }

    CallCounts counts() {
        return new CallCounts(byGroup, throttled, waited);
    }
}
