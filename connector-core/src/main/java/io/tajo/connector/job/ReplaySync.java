package io.tajo.connector.job;

import io.tajo.connector.mapping.AttributeName;
import io.tajo.connector.mapping.TwoSources;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Syncs what the session recordings of each person add up to. Immutable: each method returns a changed copy.
 *
 * <p>Where all recordings of a contact have grown older than the time, what this library has written is cleared; persons
 * who never had any are left alone.
 */
public final class ReplaySync implements SyncJob {
    private final @Nullable String name;
    private final Duration last;
    private final Map<ReplayTotal, String> attributes;

    private ReplaySync(@Nullable String name, Duration last, Map<ReplayTotal, String> attributes) {
        this.name = name;
        this.last = last;
        this.attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(attributes));
    }

    /**
     * Returns a job over a time up to now. PostHog deletes recordings after the retention of the plan.
     *
     * @param time a positive time
     * @return the job; every total goes to its default attribute
     */
    public static ReplaySync last(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("recordings are added up over a positive time, not " + time);
        }
        return new ReplaySync(null, time, Map.of());
    }

    /**
     * Writes a total to an attribute. Once one is named, only those that are named are written.
     *
     * @param total what
     * @param attribute the attribute in Brevo
     * @return the changed job
     */
    public ReplaySync attribute(ReplayTotal total, String attribute) {
        Map<ReplayTotal, String> more = new EnumMap<>(ReplayTotal.class);
        more.putAll(attributes);
        more.put(total, AttributeName.of(attribute));
        Map<String, ReplayTotal> sources = Map.of();
        for (Map.Entry<ReplayTotal, String> each : more.entrySet()) {
            sources = TwoSources.add(sources, each.getValue(), each.getKey());
        }
        return new ReplaySync(name, last, more);
    }

    /**
     * Names the job.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public ReplaySync named(String label) {
        return new ReplaySync(JobNames.checked(label), last, attributes);
    }

    @Override
    public String name() {
        return name != null ? name : "session replays";
    }

    /** {@return over which time} */
    public Duration last() {
        return last;
    }

    /** {@return the attributes by total} */
    public Map<ReplayTotal, String> attributes() {
        if (!attributes.isEmpty()) return attributes;
        Map<ReplayTotal, String> defaults = new EnumMap<>(ReplayTotal.class);
        for (ReplayTotal total : ReplayTotal.values()) defaults.put(total, total.defaultAttribute());
        return Collections.unmodifiableMap(defaults);
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
