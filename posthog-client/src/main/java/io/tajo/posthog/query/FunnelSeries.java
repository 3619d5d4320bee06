package io.tajo.posthog.query;

import java.util.List;

/**
 * The steps of a funnel for one value of its breakdown.
 *
 * @param breakdown the value, one entry for each property broken down by, empty text for those without it; no entry
 *     without a breakdown
 * @param steps the steps in order
 */
public record FunnelSeries(List<String> breakdown, List<FunnelStep> steps) {

    /**
     * Copies the lists.
     *
     * @param breakdown the value, one entry for each property broken down by, empty text for those without it; no entry
     *     without a breakdown
     * @param steps the steps in order
     */
    public FunnelSeries {
        breakdown = List.copyOf(breakdown);
        steps = List.copyOf(steps);
    }
}
