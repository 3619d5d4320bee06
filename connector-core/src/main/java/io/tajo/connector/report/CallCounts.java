package io.tajo.connector.report;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls that a run made, repeats counted.
 *
 * @param byGroup number of calls by service and route group, for example {@code Brevo contacts}
 * @param throttled answers with status 429
 * @param waited time spent waiting for quotas
 */
public record CallCounts(Map<String, Long> byGroup, long throttled, Duration waited) {
    /** No call. */
    public static final CallCounts NONE = new CallCounts(Map.of(), 0, Duration.ZERO);

    /**
     * Copies the numbers.
     *
     * @param byGroup number of calls by service and route group, for example {@code Brevo contacts}
     * @param throttled answers with status 429
     * @param waited time spent waiting for quotas
     */
    public CallCounts {
        byGroup = Collections.unmodifiableMap(new TreeMap<>(byGroup));
    }

    /** {@return all calls} */
    public long total() {
        return byGroup.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Adds other numbers.
     *
     * @param more the other numbers
     * @return the sums
     */
    public CallCounts and(CallCounts more) {
        Map<String, Long> sums = new TreeMap<>(byGroup);
        more.byGroup.forEach((group, calls) -> sums.merge(group, calls, Long::sum));
        return new CallCounts(sums, throttled + more.throttled, waited.plus(more.waited));
    }
}
