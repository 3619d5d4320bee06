package io.tajo.examples.sandbox.posthog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A feature flag in the sandbox, with its conditions as PostHog writes them.
 *
 * @param id its number
 * @param key its key
 * @param filters its conditions and variants
 * @param onServer the distinct ids for which the server says on, where the definitions can't tell
 */
public record FlagRecord(long id, String key, Map<String, Object> filters, List<String> onServer) {

    /**
     * Returns a flag for those whose property has a value.
     *
     * @param id its number
     * @param key its key
     * @param property the property
     * @param value the value
     * @return the flag
     */
    public static FlagRecord where(long id, String key, String property, String value) {
        Map<String, Object> condition =
                Map.of("key", property, "type", "person", "operator", "exact", "value", List.of(value));
        return new FlagRecord(id, key, Map.of("groups", List.of(group(List.of(condition), 100))), List.of());
    }

    /**
     * Returns a flag for a cohort.
     *
     * @param id its number
     * @param key its key
     * @param cohort the cohort's number
     * @return the flag
     */
    public static FlagRecord inCohort(long id, String key, long cohort) {
        Map<String, Object> condition = Map.of("key", "id", "type", "cohort", "operator", "in", "value", cohort);
        return new FlagRecord(id, key, Map.of("groups", List.of(group(List.of(condition), 100))), List.of());
    }

    /**
     * Returns a flag for a share of all persons.
     *
     * @param id its number
     * @param key its key
     * @param percent the share
     * @return the flag
     */
    public static FlagRecord rollout(long id, String key, int percent) {
        return new FlagRecord(id, key, Map.of("groups", List.of(group(List.of(), percent))), List.of());
    }

    /**
     * Returns a flag with two variants, half of all persons each.
     *
     * @param id its number
     * @param key its key
     * @param first the one variant
     * @param second the other
     * @return the flag
     */
    public static FlagRecord variants(long id, String key, String first, String second) {
        Map<String, Object> variants = Map.of(
                "variants",
                List.of(
                        Map.of("key", first, "rollout_percentage", 50),
                        Map.of("key", second, "rollout_percentage", 50)));
        return new FlagRecord(
                id, key, Map.of("groups", List.of(group(List.of(), 100)), "multivariate", variants), List.of());
    }

    private static Map<String, Object> group(List<Map<String, Object>> conditions, int percent) {
        return Map.of("properties", conditions, "rollout_percentage", percent);
    }

    /**
     * Adds to what the flag's filters say, for example {@code feature_enrollment} or a {@code holdout}.
     *
     * @param filter the filter's name
     * @param value its value
     * @return the changed flag
     */
    public FlagRecord with(String filter, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(filters);
        more.put(filter, value);
        return new FlagRecord(id, key, more, onServer);
    }

    /**
     * Lets the server say on for some.
     *
     * @param distinctIds for whom
     * @return the changed flag
     */
    public FlagRecord onServerFor(List<String> distinctIds) {
        return new FlagRecord(id, key, filters, List.copyOf(distinctIds));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("key", key);
        json.put("name", key);
        json.put("active", true);
        json.put("deleted", false);
        json.put("version", 1);
        json.put("ensure_experience_continuity", false);
        json.put("filters", filters);
        return json;
    }
}
