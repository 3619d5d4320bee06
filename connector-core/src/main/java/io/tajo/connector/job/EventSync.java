package io.tajo.connector.job;

import io.tajo.connector.mapping.EventNames;
import io.tajo.connector.mapping.TwoSources;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Syncs events to Brevo's custom events, of contacts that Brevo holds. Immutable: each method returns a changed copy.
 *
 * <p>Each run takes up where the last one ended, a little earlier ({@link #overlap}) because events arrive late; what was
 * sent before is known by its uuid and not sent again. Each event carries that uuid as its property
 * {@value #UUID_PROPERTY}.
 *
 * <p>Names become valid as {@link EventNames} says; two names that would become one are a configuration error.
 */
public final class EventSync implements SyncJob {
    /** The property of Brevo's event that holds PostHog's uuid. */
    public static final String UUID_PROPERTY = "posthog_uuid";
    /** An hour: PostHog does not take events in by the order of their times to the second. */
    public static final Duration DEFAULT_OVERLAP = Duration.ofHours(1);
    /** A day: what a first run sends. */
    public static final Duration DEFAULT_SINCE = Duration.ofHours(24);

    /** A minute: Brevo queues events before it lists them. */
    public static final Duration DEFAULT_SETTLING_TIME = Duration.ofMinutes(1);

    private final @Nullable String name;
    private final List<String> events;
    private final Map<String, String> properties;
    private final Map<String, String> attributes;
    private final Duration overlap;
    private final Duration since;
    private final Doubt doubt;

    /** What to do about events whose request was not answered. */
    private record Doubt(Duration settlingTime, boolean atMostOnce) {}

    private EventSync(
            @Nullable String name,
            List<String> events,
            Map<String, String> properties,
            Map<String, String> attributes,
            Duration overlap,
            Duration since,
            Doubt doubt) {
        this.name = name;
        this.events = List.copyOf(events);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.overlap = overlap;
        this.since = since;
        this.doubt = doubt;
    }

    /**
     * Returns a job for events.
     *
     * @param event an event's name in PostHog
     * @param more further ones
     * @return the job
     */
    public static EventSync of(String event, String... more) {
        List<String> names = new java.util.ArrayList<>(List.of(more));
        names.add(0, event);
        return of(names);
    }

    /**
     * Returns a job for events.
     *
     * @param events their names in PostHog, at least one
     * @return the job
     */
    public static EventSync of(List<String> events) {
        if (events.isEmpty()) throw new IllegalArgumentException("name the events to sync");
        return new EventSync(
                null,
                events,
                Map.of(),
                Map.of(),
                DEFAULT_OVERLAP,
                DEFAULT_SINCE,
                new Doubt(DEFAULT_SETTLING_TIME, false));
    }

    /**
     * Sends properties along, under their names made valid.
     *
     * @param names properties of the events, as PostHog spells them
     * @return the changed job
     */
    public EventSync properties(String... names) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        for (String each : names) more.put(each, EventNames.valid(each));
        return new EventSync(name, events, more, attributes, overlap, since, doubt);
    }

    /**
     * Sends a property along under another name.
     *
     * @param source the property, as PostHog spells it
     * @param target its name in Brevo: letters, digits, hyphens and underscores
     * @return the changed job
     */
    public EventSync property(String source, String target) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(source, EventNames.checked(target));
        return new EventSync(name, events, more, attributes, overlap, since, doubt);
    }

    /**
     * Writes a property to an attribute of the contact, alongside: the last event speaks. A value that does not fit the
     * attribute is left out and counted in the report; the event goes without it.
     *
     * @param source the property, as PostHog spells it
     * @param attribute the attribute in Brevo
     * @return the changed job
     */
    public EventSync attribute(String source, String attribute) {
        Map<String, String> more = TwoSources.add(attributes, attribute, source);
        return new EventSync(name, events, properties, more, overlap, since, doubt);
    }

    /**
     * Sets how far before the last event that was sent each run begins, by the time at which PostHog took events in.
     *
     * @param time a time of zero or more
     * @return the changed job
     */
    public EventSync overlap(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("an overlap is not negative: " + time);
        return new EventSync(name, events, properties, attributes, time, since, doubt);
    }

    /**
     * Sets how far back the first run begins, by the time at which PostHog took events in.
     *
     * @param time a positive time
     * @return the changed job
     */
    public EventSync since(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a first run looks back over a positive time, not " + time);
        }
        return new EventSync(name, events, properties, attributes, overlap, time, doubt);
    }

    /**
     * Sets how long after an unanswered request Brevo is asked whether it has the events of it.
     *
     * @param time a time of zero or more
     * @return the changed job
     */
    public EventSync settlingTime(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("a settling time is not negative: " + time);
        return new EventSync(name, events, properties, attributes, overlap, since, new Doubt(time, doubt.atMostOnce()));
    }

    /**
     * Rather loses an event than sends it twice, where its request was not answered and Brevo can't be asked either. By
     * default it is the other way round.
     *
     * @return the changed job
     */
    public EventSync atMostOnce() {
        return new EventSync(
                name, events, properties, attributes, overlap, since, new Doubt(doubt.settlingTime(), true));
    }

    /**
     * Names the job. Its checkpoint, and the book of what it has sent, are kept under its name; without one that is made of
     * the events' names, and a job with other events begins anew. Name a job whose events may change.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public EventSync named(String label) {
        return new EventSync(JobNames.checked(label), events, properties, attributes, overlap, since, doubt);
    }

    @Override
    public String name() {
        return name != null ? name : "events " + events;
    }

    /** {@return the events' names in PostHog} */
    public List<String> events() {
        return events;
    }

    /** {@return the names in Brevo by the properties' names in PostHog} */
    public Map<String, String> properties() {
        return properties;
    }

    /** {@return the properties by the attributes that they go to} */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@return how far before the end of the last run each run begins} */
    public Duration overlap() {
        return overlap;
    }

    /** {@return how far back the first run begins} */
    public Duration since() {
        return since;
    }

    /** {@return how long after an unanswered request Brevo is asked} */
    public Duration settlingTime() {
        return doubt.settlingTime();
    }

    /** {@return whether an event is rather lost than sent twice} */
    public boolean isAtMostOnce() {
        return doubt.atMostOnce();
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
