package io.tajo.posthog.cohorts;

import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group of persons.
 *
 * @param id its number
 * @param name its name
 * @param description what its owner wrote about it
 * @param deleted whether it was deleted; PostHog keeps deleted cohorts
 * @param isCalculating whether PostHog says that it is calculating; this may stay so for weeks by mistake
 * @param errorsCalculating how many calculations failed in a row
 * @param lastErrorMessage why the last one failed
 * @param lastCalculation when the members were last calculated; may be set before they are
 * @param lastBackfill when the properties of all persons were last gone through for it
 * @param count a number of members that PostHog keeps aside: it may be 0 or wrong, so decide nothing by it
 * @param isStatic whether its members were put in by hand
 * @param cohortType what defines it, such as {@code static} or {@code behavioral}; an open value
 * @param version the calculation that the members are of
 * @param pendingVersion the last calculation that was ordered
 * @param filters what defines it; without fields in a basic list
 * @param createdAt when it was made
 */
public record Cohort(
        long id,
        @Nullable String name,
        @Nullable String description,
        boolean deleted,
        boolean isCalculating,
        int errorsCalculating,
        @Nullable String lastErrorMessage,
        @Nullable Instant lastCalculation,
        @Nullable Instant lastBackfill,
        @Nullable Long count,
        boolean isStatic,
        @Nullable String cohortType,
        @Nullable Long version,
        @Nullable Long pendingVersion,
        JsonObject filters,
        @Nullable Instant createdAt) {

    /** {@return how far PostHog is with finding its members; a static cohort is always ready} */
    public CalculationState state() {
        if (isStatic) return CalculationState.READY;
        if (isCalculating) return CalculationState.CALCULATING;
        if (errorsCalculating > 0) return CalculationState.FAILED;
        if (lastCalculation == null) return CalculationState.NEVER_CALCULATED;
        boolean behind = pendingVersion != null && (version == null || version < pendingVersion);
        return behind ? CalculationState.CALCULATING : CalculationState.READY;
    }

    /** {@return the number and name only: filters may hold a person's data} */
    @Override
    public String toString() {
        return "Cohort[" + id + " " + name + "]";
    }
}
