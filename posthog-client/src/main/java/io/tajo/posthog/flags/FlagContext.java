package io.tajo.posthog.flags;

import io.tajo.client.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person, device or group that flags are evaluated for, and what is known of it. Immutable and safe for any thread: each method returns a
 * changed copy.
 *
 * <p>Property values are text, numbers, booleans, lists and null, as JSON has them, or an {@code Instant}.
 */
public final class FlagContext {
    private final String distinctId;
    private final Map<String, @Nullable Object> properties;
    private final boolean complete;
    private final Map<String, GroupContext> groups;
    private final @Nullable String deviceId;
    private final @Nullable Set<Long> cohorts;
    private final @Nullable Set<String> keys;
    private final boolean geoIp;

    private FlagContext(
            String distinctId,
            Map<String, @Nullable Object> properties,
            boolean complete,
            Map<String, GroupContext> groups,
            @Nullable String deviceId,
            @Nullable Set<Long> cohorts,
            @Nullable Set<String> keys,
            boolean geoIp) {
        this.distinctId = distinctId;
        this.properties = properties;
        this.complete = complete;
        this.groups = groups;
        this.deviceId = deviceId;
        this.cohorts = cohorts;
        this.keys = keys;
        this.geoIp = geoIp;
    }

    /**
     * Returns a context that knows a person by id only.
     *
     * @param distinctId one of the person's distinct ids; which one decides the person's place in a rollout
     * @return the context
     */
    public static FlagContext of(String distinctId) {
        if (distinctId.isEmpty()) throw new IllegalArgumentException("a distinct id is not empty");
        return new FlagContext(distinctId, Map.of(), false, Map.of(), null, null, null, false);
    }

    /**
     * Says what is known of the person. A property that is left out is unknown to local evaluation, not absent: a
     * condition on it is inconclusive, unless {@link #complete} says that the person has no other. Only
     * {@code is_not_set} takes it for absent all the same.
     *
     * @param known the person's properties; copied
     * @return the changed context
     */
    public FlagContext properties(Map<String, ? extends @Nullable Object> known) {
        return withProperties(Collections.unmodifiableMap(new LinkedHashMap<>(known)));
    }

    /**
     * Says what is known of the person, as {@link #properties(Map)} does.
     *
     * @param known the person's properties
     * @return the changed context
     */
    public FlagContext properties(JsonObject known) {
        return withProperties(known.toMap());
    }

    /**
     * Says that the properties are all that the person has, or all of those that the flags ask for. Local evaluation then
     * decides about a property that is left out as PostHog's server does about one that the person does not have: it fulfils
     * {@code is_not_set}, {@code is_not} and the other negations, and nothing else. A property that is null is set, and has
     * the text {@code null}.
     *
     * @return the changed context
     */
    public FlagContext complete() {
        return new FlagContext(distinctId, properties, true, groups, deviceId, cohorts, keys, geoIp);
    }

    /**
     * Adds a group that the person acts for.
     *
     * @param type the group's type, for example {@code company}
     * @param key the group's key
     * @return the changed context
     */
    public FlagContext group(String type, String key) {
        return group(type, key, Map.of());
    }

    /**
     * Adds a group that the person acts for, and what is known of it.
     *
     * @param type the group's type, for example {@code company}
     * @param key the group's key
     * @param known the group's properties; copied
     * @return the changed context
     */
    public FlagContext group(String type, String key, Map<String, ? extends @Nullable Object> known) {
        Map<String, GroupContext> more = new LinkedHashMap<>(groups);
        more.put(type, new GroupContext(key, known));
        return new FlagContext(
                distinctId, properties, complete, Collections.unmodifiableMap(more), deviceId, cohorts, keys, geoIp);
    }

    /**
     * Sets the device, by which some flags place a person in their rollout.
     *
     * @param id the device's id
     * @return the changed context
     */
    public FlagContext deviceId(String id) {
        return new FlagContext(distinctId, properties, complete, groups, id, cohorts, keys, geoIp);
    }

    /**
     * Says that the person is in these cohorts and in no other. Local evaluation trusts it for the cohorts that the
     * definitions leave out, such as static and behavioural ones; those that they hold it decides by their rules. The
     * server is not told: it knows the cohorts itself.
     *
     * @param ids the ids of all the person's cohorts
     * @return the changed context
     */
    public FlagContext cohorts(Collection<Long> ids) {
        return new FlagContext(distinctId, properties, complete, groups, deviceId, Set.copyOf(ids), keys, geoIp);
    }

    /**
     * Asks for these flags only.
     *
     * @param only their keys
     * @return the changed context
     */
    public FlagContext keys(Collection<String> only) {
        return new FlagContext(distinctId, properties, complete, groups, deviceId, cohorts, Set.copyOf(only), geoIp);
    }

    /**
     * Lets the server derive a place from the calling machine's address, which it does not otherwise: a service is
     * seldom where its users are.
     *
     * @return the changed context
     */
    public FlagContext geoIpOfCaller() {
        return new FlagContext(distinctId, properties, complete, groups, deviceId, cohorts, keys, true);
    }

    /** {@return the person's distinct id} */
    public String distinctId() {
        return distinctId;
    }

    /** {@return what is known of the person} */
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** {@return whether the person has no other properties} */
    public boolean isComplete() {
        return complete;
    }

    /** {@return the groups that the person acts for, by type} */
    public Map<String, GroupContext> groups() {
        return groups;
    }

    /** {@return the device} */
    public Optional<String> deviceId() {
        return Optional.ofNullable(deviceId);
    }

    /** {@return all the person's cohorts; empty if nothing was said} */
    public Optional<Set<Long>> cohorts() {
        return Optional.ofNullable(cohorts);
    }

    /** {@return the flags asked for; empty for all} */
    public Optional<Set<String>> keys() {
        return Optional.ofNullable(keys);
    }

    /** {@return whether the server derives a place from the calling machine's address} */
    public boolean usesGeoIp() {
        return geoIp;
    }

    /** {@return how much is known, and nothing of it: it is a person's} */
    @Override
    public String toString() {
        return "FlagContext[" + properties.size() + " properties, groups " + groups.keySet() + "]";
    }

    private FlagContext withProperties(Map<String, @Nullable Object> known) {
        return new FlagContext(distinctId, known, complete, groups, deviceId, cohorts, keys, geoIp);
    }

    /**
     * A group that a person acts for.
     *
     * @param key the group's key
     * @param properties what is known of the group
     */
    public record GroupContext(String key, Map<String, ? extends @Nullable Object> properties) {
        /**
         * Copies the properties.
         *
         * @param key the group's key
         * @param properties what is known of the group
         */
        public GroupContext {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }

        /** {@return how much is known, and nothing of it} */
        @Override
        public String toString() {
            return "GroupContext[" + properties.size() + " properties]";
        }
    }
}
