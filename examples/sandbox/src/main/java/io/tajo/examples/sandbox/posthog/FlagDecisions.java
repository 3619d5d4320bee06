package io.tajo.examples.sandbox.posthog;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        boolean outOfRollout = false;
        List<?> groups = list(flag.filters().get("groups"));
        for (int i = 0; i < groups.size(); i++) {
            if (!(groups.get(i) instanceof Map<?, ?> group) || !matches(group, depth)) continue;
            double share = group.get("rollout_percentage") instanceof Number percent ? percent.doubleValue() : 100;
            if (place(flag.key(), "") <= share / 100) {
                return new FlagDecision(true, variant(flag, group.get("variant")), "condition_match", i);
            }
            outOfRollout = true;
        }
        return FlagDecision.off(outOfRollout ? "out_of_rollout_bound" : "no_condition_match");
    }

    private boolean matches(Map<?, ?> group, int depth) {
        return list(group.get("properties")).stream()
                .allMatch(condition -> condition instanceof Map<?, ?> one && holds(one, depth));
    }

    private boolean holds(Map<?, ?> condition, int depth) {
        boolean holds = switch (String.valueOf(condition.get("type"))) {
            case "person" -> PropertyMatch.test(condition, properties);
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
        double place = place(flag.key(), "variant");
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
    private double place(String key, String salt) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "." + distinctId + salt).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).shiftRight(100).doubleValue() / SCALE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
