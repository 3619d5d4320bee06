package io.tajo.connector.run;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.connector.report.CallCounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls of one run. For the run's thread. */
final class CallCounter implements CallListener {
    private final Map<String, Long> byGroup = new HashMap<>();
    private long throttled;
    private Duration waited = Duration.ZERO;

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
