package io.tajo.connector.mapping;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One person as read: properties under their own names, and the computed fields of {@link ComputedField} that the job
 * knows. A dotted path such as {@code company.name} leads into a nested property, unless there is a property of just that
 * name. Immutable and safe for any thread.
 *
 * <p>{@code $name} and {@code name} stand in for each other where only one is set, and so do {@code $email} and
 * {@code email}. PostHog hands out most values as text; the accessors read numbers, booleans and times from it, and
 * answer empty for what is missing or of another kind.
 */
public final class Profile {
    private static final Map<String, String> STAND_INS =
            Map.of("$name", "name", "name", "$name", "$email", "email", "email", "$email");

    private final String id;
    private final JsonObject fields;
    private final Optional<Set<String>> readable;
    private final Consumer<String> readObserver;

    private Profile(String id, JsonObject fields, Optional<Set<String>> readable) {
        this(id, fields, readable, name -> {});
    }

    private Profile(String id, JsonObject fields, Optional<Set<String>> readable, Consumer<String> readObserver) {
        this.id = id;
        this.fields = fields;
        this.readable = readable.map(Set::copyOf);
        this.readObserver = readObserver;
    }

    /** Returns a profile without values that tells which fields are read. */
    static Profile recording(Consumer<String> reads) {
        return new Profile("nobody", JsonObject.empty(), Optional.empty(), reads);
    }

    /**
     * Returns a profile whose fields are all known, for example to test a mapper with.
     *
     * @param id PostHog's id of the person
     * @param fields properties and computed fields
     * @return the profile
     */
    public static Profile of(String id, JsonObject fields) {
        return new Profile(id, fields, Optional.empty());
    }

    /**
     * Returns a profile of which only some fields were read.
     *
     * @param id PostHog's id of the person
     * @param fields properties and computed fields
     * @param readable the names that were asked for
     * @return the profile
     */
    public static Profile of(String id, JsonObject fields, Set<String> readable) {
        return new Profile(id, fields, Optional.of(readable));
    }

    /**
     * Returns a profile with more fields.
     *
     * @param more the fields
     * @return the changed copy
     */
    public Profile with(Map<String, Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields.toMap());
        all.putAll(more);
        Set<String> names = new HashSet<>(readable.orElse(Set.of()));
        names.addAll(more.keySet());
        return new Profile(id, JsonObject.of(all), readable.isEmpty() ? readable : Optional.of(names));
    }

    /**
     * Returns the field that stands in for another where that one is not set.
     *
     * @param name a field
     * @return its stand-in
     */
    public static Optional<String> fallbackField(String name) {
        return Optional.ofNullable(STAND_INS.get(name));
    }

    /** Returns this profile as a mapper sees it that declares some fields. */
    Profile only(Set<String> declared) {
        return new Profile(id, fields, Optional.of(declared));
    }

    /** {@return PostHog's id of the person} */
    public String id() {
        return id;
    }

    /**
     * Returns a field's value as it was read.
     *
     * @param name the field
     * @return the value; empty if it is missing or null
     * @throws ConfigurationException if the field was not asked for: the mapping must declare it, see
     *     {@link FieldMapper#reading}
     */
    public Optional<Object> value(String name) {
        return holder(name).value(leaf(name));
    }

    /**
     * Returns the value of a property under just this name, whatever stands in for it and wherever a dot in it leads.
     *
     * @param name the property
     * @return the value as it was read; empty if it is missing or null, see {@link #has}
     * @throws ConfigurationException if the field was not asked for
     */
    public Optional<Object> own(String name) {
        requireReadable(name);
        return fields.value(name);
    }

    /**
     * Returns whether a property is there under just this name, be it null.
     *
     * @param name the property
     * @return whether it is there
     * @throws ConfigurationException if the field was not asked for
     */
    public boolean has(String name) {
        requireReadable(name);
        return fields.has(name);
    }

    /**
     * Returns a field as text.
     *
     * @param name the field
     * @return the text, which may be empty text
     */
    public Optional<String> text(String name) {
        return holder(name).text(leaf(name));
    }

    /**
     * Returns a field as a whole number.
     *
     * @param name the field
     * @return the number
     */
    public OptionalLong integer(String name) {
        return holder(name).integer(leaf(name));
    }

    /**
     * Returns a field as a number, exactly.
     *
     * @param name the field
     * @return the number
     */
    public Optional<BigDecimal> decimal(String name) {
        return holder(name).decimal(leaf(name));
    }

    /**
     * Returns a field as a boolean.
     *
     * @param name the field
     * @return the boolean
     */
    public Optional<Boolean> bool(String name) {
        return holder(name).bool(leaf(name));
    }

    /**
     * Returns a field as a point in time; without an offset it is UTC.
     *
     * @param name the field
     * @return the point in time
     */
    public Optional<Instant> instant(String name) {
        return holder(name).instant(leaf(name));
    }

    /**
     * Returns a field that is a list.
     *
     * @param name the field
     * @return its elements
     */
    public Optional<List<Object>> list(String name) {
        return holder(name).list(leaf(name));
    }

    /** Returns the object that holds a field: the profile itself, or the nested one that a dotted path leads to. */
    private JsonObject holder(String name) {
        requireReadable(name);
        JsonObject holder = fields;
        if (fields.has(name)) return holder;
        String[] path = name.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++)
            holder = holder.object(path[i]).orElse(JsonObject.empty());
        return holder;
    }

    private void requireReadable(String name) {
        readObserver.accept(name);
        if (readable.isPresent() && !readable.get().contains(name)) {
            throw new ConfigurationException(
                    "The mapping reads the field " + name
                            + ", which it does not declare, so that it is not read from PostHog. Declare it with FieldMapper.reading(\""
                            + name
                            + "\")...with(...), in the mapper's uses(), with a rule of the FieldMapping, or among the fields of exclude(...).");
        }
    }

    private String leaf(String name) {
        if (!fields.has(name) && name.indexOf('.') >= 0) return name.substring(name.lastIndexOf('.') + 1);
        String fallbackField = STAND_INS.get(name);
        return fallbackField == null || isSet(name) || !isSet(fallbackField) ? name : fallbackField;
    }

    /**
     * Returns whether a field was asked for, be it set or not.
     *
     * @param name the field
     * @return whether the accessors answer for it
     */
    public boolean knows(String name) {
        return readable.isEmpty() || readable.get().contains(name);
    }

    private boolean isSet(String name) {
        return fields.text(name).filter(text -> !text.isBlank()).isPresent();
    }

    /** {@return the person's id only: everything else is personal} */
    @Override
    public String toString() {
        return "Profile[" + id + "]";
    }
}
