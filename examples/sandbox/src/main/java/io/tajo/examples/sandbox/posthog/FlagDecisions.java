package io.tajo.examples.sandbox.posthog;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides flags as the server does, which knows static cohorts too. For one person, on one thread. */
final class FlagDecisions {
    private static final double SCALE = 0xFFFFFFFFFFFFFFFL;
    private static final int DEEPEST = 10;

    private final PostHogState state;
    private final @Nullable PersonRecord person;
    private final String distinctId;
    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

    FlagDecisions(PostHogState state, String distinctId, Map<?, ?> sentProperties) {
        this.state = state;
        this.distinctId = distinctId;
        this.person = state.personOf(distinctId).orElse(null);
        if (person != null) properties.putAll(person.properties());
        properties.put("distinct_id", distinctId);
        sentProperties.forEach((name, value) -> properties.put(String.valueOf(name), value));
    }

    FlagDecision decide(FlagRecord flag) {
        return decide(flag, 0);
    }

    private FlagDecision decide(FlagRecord flag, int depth) {
        if (flag.onServer().contains(distinctId)) return new FlagDecision(true, null, "condition_match", 0);
        return enrolled(flag, depth).or(() -> heldOut(flag)).orElseGet(() -> byConditions(flag, depth));
    }

    /** What the person has chosen about an early access feature, in the newer or the older form. */
    private Optional<FlagDecision> enrolled(FlagRecord flag, int depth) {
        if (Boolean.TRUE.equals(flag.filters().get("feature_enrollment"))) {
            String choice = "$feature_enrollment/" + flag.key();
            return properties.containsKey(choice)
                    ? Optional.of(chosen("true".equals(String.valueOf(properties.get(choice)))))
                    : Optional.empty();
        }
        List<?> older = list(flag.filters().get("super_groups"));
        if (older.isEmpty() || !(older.get(0) instanceof Map<?, ?> group)) return Optional.empty();
        boolean hasChosen = list(group.get("properties")).stream()
                .anyMatch(one -> one instanceof Map<?, ?> condition
                        && properties.containsKey(String.valueOf(condition.get("key"))));
        if (!hasChosen) return Optional.empty();
        return Optional.of(chosen(matches(group, depth) && place(flag.key() + ".", "") <= share(group)));
    }

    private static FlagDecision chosen(boolean on) {
        return new FlagDecision(on, null, "super_condition_value", 0);
    }

    private Optional<FlagDecision> heldOut(FlagRecord flag) {
        if (!(flag.filters().get("holdout") instanceof Map<?, ?> holdout)) return Optional.empty();
        if (!(holdout.get("exclusion_percentage") instanceof Number percent)) return Optional.empty();
        boolean out = percent.doubleValue() >= 100 || place("holdout-", "") <= percent.doubleValue() / 100;
        return out
                ? Optional.of(new FlagDecision(true, "holdout-" + holdout.get("id"), "holdout_condition_value", null))
                : Optional.empty();
    }

    private FlagDecision byConditions(FlagRecord flag, int depth) {
        boolean outOfRollout = false;
        List<?> groups = list(flag.filters().get("groups"));
        for (int i = 0; i < groups.size(); i++) {
            if (!(groups.get(i) instanceof Map<?, ?> group) || !matches(group, depth)) continue;
            if (place(flag.key() + ".", "") <= share(group)) {
                return new FlagDecision(true, variant(flag, group.get("variant")), "condition_match", i);
            }
            outOfRollout = true;
        }
        return FlagDecision.off(outOfRollout ? "out_of_rollout_bound" : "no_condition_match");
    }

    private static double share(Map<?, ?> group) {
        return group.get("rollout_percentage") instanceof Number percent ? percent.doubleValue() / 100 : 1;
    }

    private boolean matches(Map<?, ?> group, int depth) {
        return list(group.get("properties")).stream()
                .allMatch(condition -> condition instanceof Map<?, ?> one && holds(one, depth));
    }

    private boolean holds(Map<?, ?> condition, int depth) {
        boolean holds = switch (String.valueOf(condition.get("type"))) {
            case "person" -> PropertyMatch.test(condition, properties, state.propertyMatchingVersion());
            case "cohort" -> inCohort(condition) != "not_in".equals(condition.get("operator"));
            case "flag" -> depth < DEEPEST && evaluatesTo(condition, depth);
            default -> false;
        };
        return holds != Boolean.TRUE.equals(condition.get("negation"));
    }

    private boolean inCohort(Map<?, ?> condition) {
        return state.cohorts().stream()
                .filter(cohort -> String.valueOf(cohort.id()).equals(String.valueOf(condition.get("value"))))
                .anyMatch(cohort -> cohort.members() == null
                        ? cohort.value().equals(properties.get(cohort.property()))
                        : person != null && cohort.holds(person));
    }

    private boolean evaluatesTo(Map<?, ?> condition, int depth) {
        Object expected = condition.get("value");
        return state.flags().stream()
                .filter(flag -> flag.key().equals(condition.get("key"))
                        || String.valueOf(flag.id()).equals(condition.get("key")))
                .map(flag -> decide(flag, depth + 1))
                .anyMatch(other -> expected instanceof Boolean on
                        ? other.enabled() == on
                        : other.variant() != null && other.variant().equals(expected));
    }

    private @Nullable String variant(FlagRecord flag, @Nullable Object override) {
        List<?> variants = flag.filters().get("multivariate") instanceof Map<?, ?> multivariate
                ? list(multivariate.get("variants"))
                : List.of();
        double place = place(flag.key() + ".", "variant");
        double end = 0;
        String picked = null;
        for (Object one : variants) {
            if (!(one instanceof Map<?, ?> variant)) continue;
            String key = String.valueOf(variant.get("key"));
            if (key.equals(override)) return key;
            end += variant.get("rollout_percentage") instanceof Number percent ? percent.doubleValue() / 100 : 0;
            if (picked == null && place < end) picked = key;
        }
        return picked;
    }

    /** The first 60 bits of a digest, as a share of all that they can be. */
    private double place(String prefix, String salt) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((prefix + distinctId + salt).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).shiftRight(100).doubleValue() / SCALE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
