package io.tajo.posthog.evaluation;

/** Asks for membership of a cohort that the definitions leave out. */
record CohortRule(long id, String reason) implements Rule {
    static Rule omitted(long id) {
        return new CohortRule(
                id,
                "the definitions leave out cohort " + id
                        + ", which is static, behavioural or deleted; the context may name the person's cohorts");
    }

    @Override
    public Match test(Entity entity, Evaluation run) {
        return run.cohorts().map(ids -> Match.of(ids.contains(id))).orElseGet(() -> run.because(Match.SERVER, reason));
    }
}
