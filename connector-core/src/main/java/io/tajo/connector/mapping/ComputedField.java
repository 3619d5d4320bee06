package io.tajo.connector.mapping;

import java.util.Set;

/**
 * The fields of a profile that the library works out, and which job provides each of them. A part of a mapping runs where all
 * of its fields are provided: by one job, or by several jobs of one run.
 */
public final class ComputedField {
    /** PostHog's id of the person, whatever property has that name; known in every job over persons. */
    public static final String PERSON_ID = "person_id";
    /** How many events a person had; known in the persons job. */
    public static final String TOTAL_EVENTS = "total_events";
    /** When the last event was; known in the persons job. */
    public static final String LAST_SEEN = "last_seen";
    /** How many events a person had within the time that makes an active user; known in a persons job with such lists. */
    public static final String RECENT_EVENTS = "recent_events";
    /** The person's own property of that name, else the day PostHog first saw the person; known in every job. */
    public static final String SIGNUP_DATE = "signup_date";
    /** The names of all cohorts that a person is in; known in the job over all cohorts. */
    public static final String COHORT_NAMES = "cohort_names";
    /** The name of the furthest step that a person reached; known in a funnel job. */
    public static final String FUNNEL_STAGE = "funnel_stage";

    private static final Set<String> COUNTED = Set.of(TOTAL_EVENTS, LAST_SEEN, RECENT_EVENTS);
    private static final String FLAG = "flag:";
    private static final Set<String> REPLAYS = Set.of(
            "replay_recordings",
            "replay_active_seconds",
            "replay_clicks",
            "replay_key_presses",
            "replay_console_errors",
            "replay_last_seen");

    private ComputedField() {}

    /** The kind of job that a field is known in. */
    public enum Scope {
        /** Persons: everything that no other job works out. */
        PERSONS,
        /** Cohorts. */
        COHORTS,
        /** Feature flags. */
        FLAGS,
        /** Funnels. */
        FUNNELS,
        /** Session replays. */
        REPLAYS
    }

    /**
     * Returns the field that holds a feature flag: a boolean, or the key of a variant.
     *
     * @param key the flag's key
     * @return for example {@code flag:new-checkout}
     */
    public static String flag(String key) {
        return FLAG + key;
    }

    /**
     * Returns the job that a field is known in.
     *
     * @param field a field
     * @return the job; the persons job for every property
     */
    public static Scope scope(String field) {
        if (field.equals(COHORT_NAMES)) return Scope.COHORTS;
        if (field.equals(FUNNEL_STAGE)) return Scope.FUNNELS;
        if (field.startsWith(FLAG)) return Scope.FLAGS;
        return REPLAYS.contains(field) ? Scope.REPLAYS : Scope.PERSONS;
    }

    /** Returns how a field becomes an attribute where nothing else is said. */
    static Transform transform(String field) {
        if (field.equals(LAST_SEEN) || field.equals(SIGNUP_DATE) || field.equals("replay_last_seen")) {
            return Transforms.date();
        }
        return COUNTED.contains(field) || REPLAYS.contains(field) ? Transforms.number() : Transforms.text();
    }

    /**
     * Returns whether a field is worked out, and so is no property of the person.
     *
     * @param field a field
     * @return whether it is computed; false for {@code signup_date}, which may be both
     */
    public static boolean isComputed(String field) {
        return COUNTED.contains(field) || field.equals(PERSON_ID) || scope(field) != Scope.PERSONS;
    }
}
