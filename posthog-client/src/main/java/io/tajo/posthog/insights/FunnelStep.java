package io.tajo.posthog.insights;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a funnel.
 *
 * @param order its place, from 0
 * @param name the event or action that it waits for
 * @param customName what its owner calls it
 * @param type {@code events} or {@code actions}; an open value
 * @param count how many got here
 * @param dropped how many of the step before did not; 0 at the first step
 * @param averageConversionTime how long it took from the step before, on average
 * @param medianConversionTime how long it took half of them at the most
 */
public record FunnelStep(
        int order,
        @Nullable String name,
        @Nullable String customName,
        @Nullable String type,
        long count,
        long dropped,
        @Nullable Duration averageConversionTime,
        @Nullable Duration medianConversionTime) {}
