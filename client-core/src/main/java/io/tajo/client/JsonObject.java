package io.tajo.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose shape is not ours to know, such as the properties of a person. Immutable and safe for any thread.
 *
 * <p>Values are {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@link BigInteger}, {@link BigDecimal},
 * {@code List}, {@code Map} and null; numbers are kept exactly. The typed accessors are lenient between text and other
 * scalars, because PostHog hands out many values as text: {@code "42"} is an integer, {@code "true"} a boolean. They
 * answer empty for what is missing, null or of another kind, and never throw.
 */
public final class JsonObject {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, @Nullable Object> values;

    private JsonObject(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** {@return an object without fields} */
    public static JsonObject empty() {
        return EMPTY;
    }

    /**
     * Returns an object with the given fields.
     *
     * @param fields names and plain values; copied
     * @return the object
     */
    public static JsonObject of(Map<String, ? extends @Nullable Object> fields) {
        return fields.isEmpty() ? EMPTY : new JsonObject(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /**
     * Returns whether the field is there, be it null.
     *
     * @param name the field's name
     * @return whether it is there
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns the field's value as it came.
     *
     * @param name the field's name
     * @return the value; empty if it is missing or null
     */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns a text, or a number or boolean written as one.
     *
     * @param name the field's name
     * @return the text, which may be empty text
     */
    public Optional<String> text(String name) {
        return value(name).flatMap(Scalars::text);
    }

    /**
     * Returns a whole number that fits 64 bits.
     *
     * @param name the field's name
     * @return the number
     */
    public OptionalLong integer(String name) {
        return value(name).map(Scalars::integer).orElse(OptionalLong.empty());
    }

    /**
     * Returns a number of any size, exactly.
     *
     * @param name the field's name
     * @return the number
     */
    public Optional<BigDecimal> decimal(String name) {
        return value(name).flatMap(Scalars::decimal);
    }

    /**
     * Returns a boolean.
     *
     * @param name the field's name
     * @return the boolean
     */
    public Optional<Boolean> bool(String name) {
        return value(name).flatMap(Scalars::bool);
    }

    /**
     * Returns a point in time: ISO 8601 with or without offset, or ClickHouse's {@code yyyy-MM-dd HH:mm:ss}; without an
     * offset it is UTC, without a time it is midnight.
     *
     * @param name the field's name
     * @return the point in time
     */
    public Optional<Instant> instant(String name) {
        return value(name).flatMap(Timestamps::parse);
    }

    /**
     * Returns an array.
     *
     * @param name the field's name
     * @return its elements, nulls left out
     */
    public Optional<List<Object>> list(String name) {
        return value(name).filter(List.class::isInstance).map(value -> {
            List<Object> elements = new ArrayList<>();
            for (Object element : (List<?>) value) {
                if (element != null) elements.add(element);
            }
            return Collections.unmodifiableList(elements);
        });
    }

    /**
     * Returns an array of objects, as most lists of a service are.
     *
     * @param name the field's name
     * @return its objects; empty if there is no such array
     */
    public List<JsonObject> objects(String name) {
        return list(name).orElse(List.of()).stream()
                .flatMap(element -> asObject(element).stream())
                .toList();
    }

    /**
     * Returns a nested object.
     *
     * @param name the field's name
     * @return the object
     */
    public Optional<JsonObject> object(String name) {
        return value(name).flatMap(JsonObject::asObject);
    }

    /** {@return all fields, in the order they came; values may be null} */
    public Map<String, @Nullable Object> toMap() {
        return values;
    }

    private static Optional<JsonObject> asObject(Object value) {
        if (!(value instanceof Map<?, ?> map)) return Optional.empty();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return Optional.of(of(fields));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the names of the fields; their values may be a person's} */
    @Override
    public String toString() {
        return "JsonObject" + values.keySet();
    }
}
