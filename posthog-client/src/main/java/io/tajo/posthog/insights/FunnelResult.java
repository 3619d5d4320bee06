package io.tajo.posthog.insights;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a funnel came to.
 *
 * @param series one series, or one for each value of the breakdown
 * @param computedAt when PostHog computed it; null if it does not say
 */
public record FunnelResult(
        List<FunnelSeries> series, @Nullable Instant computedAt) {

    /**
     * Copies the lists.
     *
     * @param series one series, or one for each value of the breakdown
     * @param computedAt when PostHog computed it; null if it does not say
     */
    public FunnelResult {
        series = List.copyOf(series);
    }

    /** {@return the steps of a funnel without a breakdown; none if it has one} */
    public List<FunnelStep> steps() {
        return series.stream()
                .filter(each -> each.breakdown().isEmpty())
                .findFirst()
                .map(FunnelSeries::steps)
                .orElse(List.of());
    }
}
