package io.tajo.posthog.cohorts;

/** How far PostHog is with finding out who belongs to a cohort. */
public enum CalculationState {
    /** The members are those of the last calculation, or those that were put in by hand. */
    READY,
    /** A calculation is under way, or was ordered; the members are still those of the one before. */
    CALCULATING,
    /** The last calculation failed; the members are still those of the one before. */
    FAILED,
    /** Nothing was calculated yet: the cohort seems empty. */
    NEVER_CALCULATED
}
