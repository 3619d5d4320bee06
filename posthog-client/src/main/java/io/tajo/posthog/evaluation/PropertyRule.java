package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for a property. */
final class PropertyRule implements Rule {
    /** What a person without the property fulfils. */
    private static final Set<String> TRUE_OF_ABSENT =
            Set.of("is_not", "not_icontains", "not_regex", "not_starts_with", "not_ends_with");

    private static final Set<String> NUMERIC = Set.of("gt", "gte", "lt", "lte");
    private static final String NULL = "null";

    private final String key;
    private final String operator;
    private final ValueTest test;
    private final Match ifNull;
    /** Whether the filter holds something that the server compares nothing with. */
    private final boolean unusable;
    /** Whether values are compared by their truth. */
    private final boolean truth;

    private final String missing;
    private final String incomparable;

    private PropertyRule(String key, String operator, ValueTest test, @Nullable Object filter) {
        this.key = key;
        this.operator = operator;
        this.test = test;
        this.ifNull = matchOfNull(operator, filter);
        this.unusable = NUMERIC.contains(operator) && !NumberTest.isNumber(filter);
        this.truth = (operator.equals("exact") || operator.equals("is_not")) && TextTests.isTruthLike(filter);
        this.missing = "the property \"" + key + "\" was not given";
        this.incomparable = "the property \"" + key + "\" can't be compared by " + operator;
    }

    /**
     * Compiles a filter.
     *
     * @param asText whether truth values are compared as texts
     */
    static Rule of(JsonObject filter, boolean asText) {
        String key = filter.text("key").orElse("");
        String operator = filter.text("operator").orElse("exact");
        @Nullable Object value = filter.toMap().get("value");
        if (operator.equals("is_not_set")) {
            return (entity, run) -> Match.of(entity.property(key) == Entity.MISSING);
        }
        Optional<ValueTest> test = Operators.compile(operator, value, asText);
        if (test.isEmpty()) return Rule.open(Match.UNKNOWN, "the operator \"" + operator + "\" is not known here");
        return new PropertyRule(key, operator, test.get(), value);
    }

    @Override
    public Match test(Entity entity, Evaluation run) {
        Object value = entity.property(key);
        if (entity.isWhole()) return testAsServer(value, run);
        if (value == null) return ifNull;
        if (value == Entity.MISSING) return run.because(Match.UNKNOWN, missing);
        return compare(value, run);
    }

    private Match testAsServer(@Nullable Object value, Evaluation run) {
        if (value == Entity.MISSING) return Match.of(TRUE_OF_ABSENT.contains(operator));
        if (unusable) return Match.NO;
        if (value != null) return compare(truth ? value : serverText(value), run);
        // The text "null", which is no date and no version.
        Match match = test.test(NULL, run.now());
        return match.isDecided() ? match : Match.NO;
    }

    /** The server compares what is nested by its JSON. */
    private static Object serverText(Object value) {
        boolean nested = value instanceof Collection<?> || value instanceof Map<?, ?>;
        return nested ? new String(Json.write(value), StandardCharsets.UTF_8) : value;
    }

    private Match compare(Object value, Evaluation run) {
        Match match = test.test(value, run.now());
        return match.isDecided() ? match : run.because(match, incomparable);
    }

    /** To PostHog's SDKs a null is neither set nor equal to anything but the text that null is written as. */
    private static Match matchOfNull(String operator, @Nullable Object filter) {
        return switch (operator) {
            case "is_not" -> TextTests.equalsNull(filter).negated();
            default -> Match.NO;
        };
    }
}
