package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for a property. */
final class PropertyRule implements Rule {
    private final String key;
    private final ValueTest test;
    private final Match ifNull;
    private final String missing;
    private final String incomparable;

    private PropertyRule(String key, String operator, ValueTest test, Match ifNull) {
        this.key = key;
        this.test = test;
        this.ifNull = ifNull;
        this.missing = "the property \"" + key + "\" was not given";
        this.incomparable = "the property \"" + key + "\" can't be compared by " + operator;
    }

    static Rule of(JsonObject filter) {
        String key = filter.text("key").orElse("");
        String operator = filter.text("operator").orElse("exact");
        @Nullable Object value = filter.toMap().get("value");
        if (operator.equals("is_not_set")) {
            return (entity, run) -> Match.of(entity.property(key) == Entity.MISSING);
        }
        Optional<ValueTest> test = Operators.compile(operator, value);
        if (test.isEmpty()) return Rule.open(Match.UNKNOWN, "the operator \"" + operator + "\" is not known here");
        return new PropertyRule(key, operator, test.get(), matchOfNull(operator, value));
    }

    @Override
    public Match test(Entity entity, Evaluation run) {
        Object value = entity.property(key);
        if (value == null) return ifNull;
        if (value == Entity.MISSING) return run.because(Match.UNKNOWN, missing);
        Match match = test.test(value, run.now());
        return match.isDecided() ? match : run.because(match, incomparable);
    }

    /** A null is neither set nor equal to anything but the text that null is written as; PostHog's server calls it set. */
    private static Match matchOfNull(String operator, @Nullable Object filter) {
        return switch (operator) {
            case "is_not" -> TextTests.equalsNull(filter).negated();
            default -> Match.NO;
        };
    }
}
