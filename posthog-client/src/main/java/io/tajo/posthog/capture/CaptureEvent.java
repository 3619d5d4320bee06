package io.tajo.posthog.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, to be sent to PostHog. Immutable: each method returns a changed copy with the same uuid.
 *
 * <pre>{@code
 * CaptureEvent.of("distinct-id", "email opened").property("campaign", 7).set("newsletter", true);
 * }</pre>
 *
 * <p>Values are text, numbers, booleans, {@link Instant}s, null, and lists and maps of them.
 */
public final class CaptureEvent {
    private final String distinctId;
    private final String event;
    private final String uuid;
    private final Optional<Instant> timestamp;
    private final Map<String, @Nullable Object> properties;

    private CaptureEvent(
            String distinctId,
            String event,
            String uuid,
            Optional<Instant> timestamp,
            Map<String, @Nullable Object> properties) {
        this.distinctId = distinctId;
        this.event = event;
        this.uuid = uuid;
        this.timestamp = timestamp;
        this.properties = Collections.unmodifiableMap(properties);
    }

    /**
     * Returns an event with a uuid of its own.
     *
     * @param distinctId an id of the person that it happened to
     * @param event the event's name
     * @return the event
     * @throws IllegalArgumentException if either is blank, which PostHog refuses
     */
    public static CaptureEvent of(String distinctId, String event) {
        if (distinctId.isBlank()) throw new IllegalArgumentException("an event has a distinct id; it is blank");
        if (event.isBlank()) throw new IllegalArgumentException("an event has a name; it is blank");
        return new CaptureEvent(
                distinctId, event, UUID.randomUUID().toString(), Optional.empty(), new LinkedHashMap<>());
    }

    /**
     * Sets a property of the event.
     *
     * @param name the property's name
     * @param value its value
     * @return the changed event
     */
    public CaptureEvent property(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(properties);
        changed.put(name, plain(value));
        return new CaptureEvent(distinctId, event, uuid, timestamp, changed);
    }

    /**
     * Sets a property of the person.
     *
     * @param name the property's name
     * @param value its value
     * @return the changed event
     */
    public CaptureEvent set(String name, @Nullable Object value) {
        return person("$set", name, value);
    }

    /**
     * Sets a property of the person, unless the person has it already.
     *
     * @param name the property's name
     * @param value its value
     * @return the changed event
     */
    public CaptureEvent setOnce(String name, @Nullable Object value) {
        return person("$set_once", name, value);
    }

    /**
     * Takes a property from the person.
     *
     * @param name the property's name
     * @return the changed event
     */
    public CaptureEvent unset(String name) {
        List<@Nullable Object> names = new ArrayList<>();
        if (properties.get("$unset") instanceof List<?> others) names.addAll(others);
        names.add(name);
        return property("$unset", names);
    }

    /**
     * Keeps PostHog from making a person profile for the event. A distinct id that has one already keeps it.
     *
     * @return the changed event
     */
    public CaptureEvent withoutPersonProfile() {
        return property("$process_person_profile", false);
    }

    /**
     * Says when it happened.
     *
     * @param moment the time; without it, when the event is sent
     * @return the changed event
     */
    public CaptureEvent at(Instant moment) {
        return new CaptureEvent(distinctId, event, uuid, Optional.of(moment), properties);
    }

    /**
     * Gives the event the uuid that it has elsewhere, so that the same thing sent twice is one event.
     *
     * @param id the uuid
     * @return the changed event
     */
    public CaptureEvent uuid(UUID id) {
        return new CaptureEvent(distinctId, event, id.toString(), timestamp, properties);
    }

    private CaptureEvent person(String operation, String name, @Nullable Object value) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        if (properties.get(operation) instanceof Map<?, ?> others) {
            others.forEach((key, other) -> changes.put(String.valueOf(key), other));
        }
        changes.put(name, value);
        return property(operation, changes);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant moment) return moment.toString();
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(plain(element)));
            return Collections.unmodifiableList(elements);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((key, field) -> fields.put(String.valueOf(key), plain(field)));
            return Collections.unmodifiableMap(fields);
        }
        if (value == null || value instanceof Number || value instanceof Boolean) return value;
        if (value instanceof CharSequence text) return text.toString();
        throw new IllegalArgumentException(
                "a property is text, a number, a boolean, an Instant, or a list or map of them, " + "not a "
                        + value.getClass().getName());
    }

    /** {@return an id of the person that it happened to} */
    public String distinctId() {
        return distinctId;
    }

    /** {@return the event's name} */
    public String event() {
        return event;
    }

    /** {@return the event's uuid} */
    public String uuid() {
        return uuid;
    }

    /** {@return when it happened, if that was said} */
    public Optional<Instant> timestamp() {
        return timestamp;
    }

    /** {@return the event's properties, those for the person under {@code $set}, {@code $set_once} and {@code $unset}} */
    public Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** {@return name and uuid: everything else may be a person's} */
    @Override
    public String toString() {
        return "CaptureEvent[" + event + ", " + uuid + "]";
    }
}
