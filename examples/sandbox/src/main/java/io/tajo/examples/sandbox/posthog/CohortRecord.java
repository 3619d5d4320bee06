package io.tajo.examples.sandbox.posthog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cohort in the sandbox: persons by hand, or those whose property has a value.
 *
 * @param id its number
 * @param name its name
 * @param members the members of a static cohort; null for one that a property defines
 * @param property the property that defines it
 * @param value the value that members have
 * @param calculating whether PostHog is still at it
 */
public record CohortRecord(
        long id, String name, @Nullable Set<UUID> members, String property, String value, boolean calculating) {

    /**
     * Returns a cohort of persons put in by hand.
     *
     * @param id its number
     * @param name its name
     * @param members its members
     * @return the cohort
     */
    public static CohortRecord of(long id, String name, Set<UUID> members) {
        return new CohortRecord(id, name, Set.copyOf(members), "", "", false);
    }

    /**
     * Returns a cohort of those whose property has a value.
     *
     * @param id its number
     * @param name its name
     * @param property the property
     * @param value its value
     * @return the cohort
     */
    public static CohortRecord where(long id, String name, String property, String value) {
        return new CohortRecord(id, name, null, property, value, false);
    }

    /** {@return the same cohort while PostHog calculates it} */
    public CohortRecord stillCalculating() {
        return new CohortRecord(id, name, members, property, value, true);
    }

    /**
     * Tells whether a person is in it.
     *
     * @param person the person
     * @return whether it is
     */
    public boolean holds(PersonRecord person) {
        if (members != null) return members.contains(person.id());
        return value.equals(person.properties().get(property));
    }

    /** Returns what defines it, as flags' definitions hold it. */
    Map<String, @Nullable Object> rule() {
        Map<String, @Nullable Object> condition = new LinkedHashMap<>();
        condition.put("key", property);
        condition.put("type", "person");
        condition.put("operator", "exact");
        condition.put("value", List.of(value));
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        group.put("type", "OR");
        group.put("values", List.of(condition));
        return group;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("deleted", false);
        json.put("is_static", members != null);
        json.put("is_calculating", calculating);
        json.put("errors_calculating", 0);
        json.put("last_calculation", "2026-01-01T00:00:00Z");
        // Kept aside by PostHog, and wrong as often as not.
        json.put("count", 0);
        json.put("filters", members == null ? Map.of("properties", rule()) : Map.of());
        return json;
    }
}
