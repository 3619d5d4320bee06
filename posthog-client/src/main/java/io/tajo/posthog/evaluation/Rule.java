package io.tajo.posthog.evaluation;

/** Something that a condition or a cohort asks of a person or a group. Immutable and safe for any thread. */
@FunctionalInterface
interface Rule {
    /**
     * Tests an entity. What leaves the question open says why, by {@link Evaluation#because}.
     *
     * @param entity the person, device or group that the condition is about
     * @param run the evaluation that asks
     * @return whether the rule holds
     */
    Match test(Entity entity, Evaluation run);

    /** Returns a rule that is open, always. */
    static Rule open(Match kind, String reason) {
        return (entity, run) -> run.because(kind, reason);
    }
}
