package io.tajo.connector.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes names of events and of their properties valid for Brevo, which takes ASCII letters, digits, hyphens and
 * underscores, 255 at most. A leading {@code $} is dropped, so that {@code $pageview} becomes {@code pageview}; every
 * other character becomes an underscore. The rule is the same in each run. Two names that become one are an error, never
 * one event. Stateless and safe for any thread.
 */
public final class EventNames {
    /** The longest name that Brevo takes. */
    public static final int LONGEST = 255;

    private EventNames() {}

    /**
     * Makes a name valid.
     *
     * @param name a name in PostHog
     * @return the name in Brevo
     * @throws IllegalArgumentException if nothing of the name is left
     */
    public static String valid(String name) {
        String bare = name.startsWith("$") ? name.substring(1) : name;
        String valid = bare.replaceAll("[^A-Za-z0-9_-]", "_");
        if (valid.replace("_", "").isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing of the name \"" + name + "\" is left once it is made valid for Brevo");
        }
        return valid.length() > LONGEST ? valid.substring(0, LONGEST) : valid;
    }

    /**
     * Checks a name that a caller chose for Brevo.
     *
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if Brevo does not take it
     */
    public static String checked(String name) {
        if (name.matches("[A-Za-z0-9_-]{1,255}")) return name;
        throw new IllegalArgumentException(
                "a name in Brevo has letters, digits, hyphens and underscores, 255 at most: not \"" + name + "\"");
    }

    /**
     * Makes several names valid.
     *
     * @param names names in PostHog
     * @return the names in Brevo by those in PostHog
     * @throws IllegalArgumentException if two of them become one, with all such pairs
     */
    public static Map<String, String> valid(Collection<String> names) {
        Map<String, String> valid = new LinkedHashMap<>();
        for (String name : names) valid.put(name, valid(name));
        refuseCollisions(valid);
        return valid;
    }

    /**
     * Refuses names of which two are one in Brevo.
     *
     * @param targets the names in Brevo by those in PostHog
     * @throws IllegalArgumentException if there are such names, with all of them
     */
    public static void refuseCollisions(Map<String, String> targets) {
        Map<String, Set<String>> sources = new TreeMap<>();
        targets.forEach((source, target) ->
                sources.computeIfAbsent(target, key -> new TreeSet<>()).add(source));
        sources.values().removeIf(names -> names.size() == 1);
        if (sources.isEmpty()) return;
        String clashes = sources.entrySet().stream()
                .map(entry -> "\"" + String.join("\" and \"", entry.getValue()) + "\" would both be " + entry.getKey())
                .collect(Collectors.joining("; "));
        throw new IllegalArgumentException(
                clashes + " in Brevo. Sync them in jobs of their own, or name one otherwise.");
    }
}
