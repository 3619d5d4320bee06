package io.tajo.posthog.evaluation;

import java.util.List;

/** Rules of a cohort, of which all must hold, or one. What can't be decided does not matter where another rule does. */
record RuleGroup(boolean all, List<Rule> rules) implements Rule {
    @Override
    public Match test(Entity entity, Evaluation run) {
        // A cohort without rules holds every person.
        if (rules.isEmpty()) return Match.YES;
        Match decisive = all ? Match.NO : Match.YES;
        Match result = decisive.negated();
        for (Rule rule : rules) {
            Match match = rule.test(entity, run);
            if (match == decisive || match == Match.SERVER) return match;
            if (match == Match.UNKNOWN) result = Match.UNKNOWN;
        }
        return result;
    }
}
