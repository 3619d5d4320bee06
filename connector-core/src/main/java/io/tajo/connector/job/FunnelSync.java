package io.tajo.connector.job;

import io.tajo.connector.mapping.AttributeName;
import io.tajo.posthog.query.FunnelQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Syncs how far persons came in a funnel: a list of those who reached a step or dropped out before one, and the furthest
 * step as an attribute. Immutable: each method returns a changed copy.
 *
 * <p>The attribute is cleared for persons who are no longer in the funnel and that this library has marked before.
 */
public final class FunnelSync implements SyncJob {
    private final @Nullable String name;
    private final List<String> steps;
    private final @Nullable String insight;
    private final Duration within;
    private final int lastDays;
    private final Place place;
    private final @Nullable Long list;
    private final @Nullable String attribute;
    private final @Nullable Mirror mirror;

    /** Who goes into the list: those who reached a step, or those who dropped out before it. 0 is no such step. */
    private record Place(int reached, int droppedBefore) {}

    private FunnelSync(
            @Nullable String name,
            List<String> steps,
            @Nullable String insight,
            Duration within,
            int lastDays,
            Place place,
            @Nullable Long list,
            @Nullable String attribute,
            @Nullable Mirror mirror) {
        this.name = name;
        this.steps = List.copyOf(steps);
        this.insight = insight;
        this.within = within;
        this.lastDays = lastDays;
        this.place = place;
        this.list = list;
        this.attribute = attribute;
        this.mirror = mirror;
    }

    /** A month, as in PostHog's own funnels where nothing else is said. */
    public static final int DEFAULT_LAST_DAYS = 30;

    /**
     * Returns a job for a funnel of events.
     *
     * @param events the steps in their order, two or more
     * @return the job
     */
    public static FunnelSync steps(String... events) {
        if (events.length < 2) throw new IllegalArgumentException("a funnel has two steps or more");
        return of(List.of(events), null);
    }

    /**
     * Returns a job for a funnel that was saved in PostHog, with the time, window and filters saved with it.
     *
     * @param shortId the insight's short id, as in its address
     * @return the job
     */
    public static FunnelSync insight(String shortId) {
        return of(List.of(), shortId);
    }

    private static FunnelSync of(List<String> steps, @Nullable String insight) {
        Place anywhere = new Place(0, 0);
        return new FunnelSync(
                null,
                steps,
                insight,
                FunnelQuery.DEFAULT_WINDOW,
                DEFAULT_LAST_DAYS,
                anywhere,
                null,
                null,
                Mirror.careful());
    }

    /**
     * Sets in which time a person must come through. Not for saved funnels.
     *
     * @param window at least a second
     * @return the changed job
     */
    public FunnelSync within(Duration window) {
        return new FunnelSync(name, steps, insight, window, lastDays, place, list, attribute, mirror);
    }

    /**
     * Sets from how far back persons may enter. Not for saved funnels.
     *
     * @param days at least 1
     * @return the changed job
     */
    public FunnelSync lastDays(int days) {
        return new FunnelSync(name, steps, insight, within, days, place, list, attribute, mirror);
    }

    /**
     * Chooses for the list who reached a step.
     *
     * @param step the step, from 1 on
     * @return the changed job
     */
    public FunnelSync reached(int step) {
        if (step < 1) throw new IllegalArgumentException("a funnel's steps count from 1, not " + step);
        return new FunnelSync(name, steps, insight, within, lastDays, new Place(step, 0), list, attribute, mirror);
    }

    /**
     * Chooses for the list who reached the step before one, and not that one.
     *
     * @param step the step that they did not reach, from 2 on
     * @return the changed job
     */
    public FunnelSync droppedBefore(int step) {
        if (step < 2) throw new IllegalArgumentException("no person drops out of a funnel before step " + step);
        return new FunnelSync(name, steps, insight, within, lastDays, new Place(0, step), list, attribute, mirror);
    }

    /**
     * Puts those chosen into a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public FunnelSync intoList(long listId) {
        return new FunnelSync(name, steps, insight, within, lastDays, place, listId, attribute, mirror);
    }

    /**
     * Writes the name of the furthest step that a person reached to an attribute.
     *
     * @param target the attribute in Brevo
     * @return the changed job
     */
    public FunnelSync stageTo(String target) {
        String capitals = AttributeName.of(target);
        return new FunnelSync(name, steps, insight, within, lastDays, place, list, capitals, mirror);
    }

    /**
     * Lets members stay in the list who have moved on in the funnel.
     *
     * @return the changed job
     */
    public FunnelSync addOnly() {
        return new FunnelSync(name, steps, insight, within, lastDays, place, list, attribute, null);
    }

    /**
     * Removes from the list who no longer belongs there, carefully: the default.
     *
     * @return the changed job
     */
    public FunnelSync mirror() {
        return mirror(Mirror.careful());
    }

    /**
     * Removes from the list who no longer belongs there.
     *
     * @param brakes how
     * @return the changed job
     */
    public FunnelSync mirror(Mirror brakes) {
        return new FunnelSync(name, steps, insight, within, lastDays, place, list, attribute, brakes);
    }

    /**
     * Names the job.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public FunnelSync named(String label) {
        String checked = JobNames.checked(label);
        return new FunnelSync(checked, steps, insight, within, lastDays, place, list, attribute, mirror);
    }

    @Override
    public String name() {
        if (name != null) return name;
        String target = (list == null ? "" : " into list " + list) + (attribute == null ? "" : " to " + attribute);
        return "funnel " + (insight == null ? String.join(" > ", steps) : insight) + target;
    }

    /** {@return the events of the steps; none for a saved funnel} */
    public List<String> steps() {
        return steps;
    }

    /** {@return the saved funnel's short id} */
    public Optional<String> insight() {
        return Optional.ofNullable(insight);
    }

    /** {@return in which time a person must come through} */
    public Duration within() {
        return within;
    }

    /** {@return from how far back persons may enter} */
    public int lastDays() {
        return lastDays;
    }

    /** {@return the step that the list's members have reached} */
    public OptionalInt reachedStep() {
        return place.reached() == 0 ? OptionalInt.empty() : OptionalInt.of(place.reached());
    }

    /** {@return the step before which the list's members have dropped out} */
    public OptionalInt droppedBeforeStep() {
        return place.droppedBefore() == 0 ? OptionalInt.empty() : OptionalInt.of(place.droppedBefore());
    }

    /** {@return the list} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return the attribute of the furthest step, in capitals} */
    public Optional<String> stageAttribute() {
        return Optional.ofNullable(attribute);
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
