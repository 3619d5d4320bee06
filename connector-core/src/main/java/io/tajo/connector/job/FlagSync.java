package io.tajo.connector.job;

import io.tajo.connector.mapping.TwoSources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Syncs what feature flags are for each person to attributes and lists. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * FlagSync.of("new-checkout").toAttribute("NEW_CHECKOUT").intoList(31)
 *         .and("price-test").toAttribute("PRICE_TEST").variantIntoList("cheap", 32);
 * }</pre>
 *
 * <p>Flags are decided here, from PostHog's definitions, for the distinct id that a person was seen with last. What can't
 * be decided here leaves attribute and list as they are, unless {@link #askServer} allows a call for each such person.
 */
public final class FlagSync implements SyncJob {
    private final @Nullable String name;
    private final Map<String, FlagTarget> targets;
    private final String current;
    private final boolean askServer;
    private final @Nullable Mirror mirror;

    private FlagSync(
            @Nullable String name,
            Map<String, FlagTarget> targets,
            String current,
            boolean askServer,
            @Nullable Mirror mirror) {
        this.name = name;
        this.targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        this.current = current;
        this.askServer = askServer;
        this.mirror = mirror;
    }

    /**
     * Returns a job for a flag.
     *
     * @param key the flag's key
     * @return the job; say where the flag goes
     */
    public static FlagSync of(String key) {
        return new FlagSync(null, Map.of(key, FlagTarget.NONE), key, false, Mirror.careful());
    }

    /**
     * Adds another flag; what follows says where that one goes.
     *
     * @param key the flag's key
     * @return the changed job
     */
    public FlagSync and(String key) {
        Map<String, FlagTarget> more = new LinkedHashMap<>(targets);
        more.putIfAbsent(key, FlagTarget.NONE);
        return new FlagSync(name, more, key, askServer, mirror);
    }

    /**
     * Writes the flag to an attribute: a boolean, or the variant's key as text for a flag that has variants.
     *
     * @param attribute the attribute in Brevo
     * @return the changed job
     */
    public FlagSync toAttribute(String attribute) {
        return with(target().toAttribute(attribute));
    }

    /**
     * Puts the persons whose flag is on, in whatever variant, into a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public FlagSync intoList(long listId) {
        return with(target().intoList(listId));
    }

    /**
     * Puts those who have a variant into a list.
     *
     * @param variant the variant's key
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public FlagSync variantIntoList(String variant, long listId) {
        return with(target().variantIntoList(variant, listId));
    }

    /**
     * Asks PostHog about persons whose flags can't be decided here: one call for each of them.
     *
     * @return the changed job
     */
    public FlagSync askServer() {
        return new FlagSync(name, targets, current, true, mirror);
    }

    /**
     * Keeps members in the lists when the flag is no longer on for them.
     *
     * @return the changed job
     */
    public FlagSync addOnly() {
        return new FlagSync(name, targets, current, askServer, null);
    }

    /**
     * Removes members from the lists when the flag is no longer on for them, carefully: the default.
     *
     * @return the changed job
     */
    public FlagSync mirror() {
        return mirror(Mirror.careful());
    }

    /**
     * Sets how members are removed from the lists when the flag is no longer on for them, carefully by default.
     *
     * @param brakes how
     * @return the changed job
     */
    public FlagSync mirror(Mirror brakes) {
        return new FlagSync(name, targets, current, askServer, brakes);
    }

    /**
     * Names the job, where two jobs of one kind have the same target.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public FlagSync named(String label) {
        return new FlagSync(JobNames.checked(label), targets, current, askServer, mirror);
    }

    private FlagTarget target() {
        return targets.getOrDefault(current, FlagTarget.NONE);
    }

    private FlagSync with(FlagTarget target) {
        Map<String, FlagTarget> changed = new LinkedHashMap<>(targets);
        changed.put(current, target);
        Map<String, String> sources = Map.of();
        for (Map.Entry<String, FlagTarget> each : changed.entrySet()) {
            Optional<String> attribute = each.getValue().attribute();
            if (attribute.isPresent()) sources = TwoSources.add(sources, attribute.get(), "flag " + each.getKey());
        }
        return new FlagSync(name, changed, current, askServer, mirror);
    }

    @Override
    public String name() {
        return name != null ? name : "feature flags " + targets.keySet();
    }

    /** {@return where each flag goes, by its key} */
    public Map<String, FlagTarget> targets() {
        return targets;
    }

    /** {@return whether PostHog is asked about what can't be decided here} */
    public boolean asksServer() {
        return askServer;
    }

    /** {@return how members are removed; empty if they stay} */
    public Optional<Mirror> mirrored() {
        return Optional.ofNullable(mirror);
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
