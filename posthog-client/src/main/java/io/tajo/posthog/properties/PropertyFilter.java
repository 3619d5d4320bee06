package io.tajo.posthog.properties;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one property. Immutable and safe for any thread.
 *
 * <pre>{@code
 * PropertyFilter.person("plan").is("pro");
 * PropertyFilter.event("price").greaterThan(100);
 * PropertyFilter.cohort(12);
 * }</pre>
 */
public final class PropertyFilter {
    private final Map<String, Object> wire;

    private PropertyFilter(Map<String, Object> wire) {
        this.wire = Collections.unmodifiableMap(wire);
    }

    /**
     * Starts a condition on a property of the person.
     *
     * @param key the property's name, as PostHog spells it
     * @return the property, to be compared
     */
    public static Property person(String key) {
        return of("person", key);
    }

    /**
     * Starts a condition on a property of the event.
     *
     * @param key the property's name, as PostHog spells it
     * @return the property, to be compared
     */
    public static Property event(String key) {
        return of("event", key);
    }

    /**
     * Starts a condition on a property of the session, such as {@code $session_duration}.
     *
     * @param key the property's name, as PostHog spells it
     * @return the property, to be compared
     */
    public static Property session(String key) {
        return of("session", key);
    }

    /**
     * Starts a condition on a property of another kind, such as {@code recording}, {@code element} or {@code feature}.
     *
     * @param type what has the property, in PostHog's words
     * @param key the property's name, as PostHog spells it
     * @return the property, to be compared
     */
    public static Property of(String type, String key) {
        return new Property(type, key);
    }

    /**
     * Returns the condition that the person is a member of a cohort.
     *
     * @param id the cohort's number
     * @return the filter
     */
    public static PropertyFilter cohort(long id) {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("key", "id");
        wire.put("value", id);
        wire.put("type", "cohort");
        return new PropertyFilter(wire);
    }

    /**
     * Returns a condition in HogQL. It is sent as it is: it must hold no value from outside.
     *
     * @param expression an expression that is true or false, such as {@code properties.a = properties.b}
     * @return the filter
     */
    public static PropertyFilter hogQl(String expression) {
        if (expression.isBlank()) throw new IllegalArgumentException("the HogQL expression is empty");
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("key", expression);
        wire.put("type", "hogql");
        return new PropertyFilter(wire);
    }

    /** {@return the filter as PostHog takes it, for example {@code {key, value, operator, type}}} */
    public Map<String, Object> toMap() {
        return wire;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PropertyFilter that && wire.equals(that.wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    /** {@return what is compared and how; the value may be a person's} */
    @Override
    public String toString() {
        Object operator = wire.getOrDefault("operator", "");
        return "PropertyFilter[" + wire.get("type") + " " + wire.get("key") + " " + operator + "]";
    }

    /** A property that a filter compares. Immutable and safe for any thread. */
    public static final class Property {
        private final String type;
        private final String key;

        private Property(String type, String key) {
            if (type.isBlank() || key.isBlank()) {
                throw new IllegalArgumentException("a property filter needs a type and the name of a property");
            }
            this.type = type;
            this.key = key;
        }

        /**
         * Returns the condition that the property is a value.
         *
         * @param value text, number or boolean
         * @return the filter
         */
        public PropertyFilter is(Object value) {
            return operator("exact", value);
        }

        /**
         * Returns the condition that the property is one of several values.
         *
         * @param values text, numbers or booleans; at least one
         * @return the filter
         */
        public PropertyFilter isAnyOf(List<?> values) {
            if (values.isEmpty()) throw new IllegalArgumentException("a property can't be one of no values");
            return operator("exact", values);
        }

        /**
         * Returns the condition that the property is not a value; persons and events without the property count.
         *
         * @param value text, number or boolean
         * @return the filter
         */
        public PropertyFilter isNot(Object value) {
            return operator("is_not", value);
        }

        /**
         * Returns the condition that the property's text holds another, in capitals or not.
         *
         * @param text the text
         * @return the filter
         */
        public PropertyFilter contains(String text) {
            return operator("icontains", text);
        }

        /**
         * Returns the condition that the property's text matches a pattern.
         *
         * @param pattern in RE2 syntax, as ClickHouse reads it
         * @return the filter
         */
        public PropertyFilter matches(String pattern) {
            return operator("regex", pattern);
        }

        /** {@return the condition that the property is there} */
        public PropertyFilter isSet() {
            return operator("is_set", "is_set");
        }

        /** {@return the condition that the property is not there} */
        public PropertyFilter isNotSet() {
            return operator("is_not_set", "is_not_set");
        }

        /**
         * Returns the condition that the property is greater than a number.
         *
         * @param number the number
         * @return the filter
         */
        public PropertyFilter greaterThan(Number number) {
            return operator("gt", number);
        }

        /**
         * Returns the condition that the property is less than a number.
         *
         * @param number the number
         * @return the filter
         */
        public PropertyFilter lessThan(Number number) {
            return operator("lt", number);
        }

        /**
         * Returns the condition that the property is a time before another.
         *
         * @param time the time, sent in UTC
         * @return the filter
         */
        public PropertyFilter before(Instant time) {
            return operator("is_date_before", time.toString());
        }

        /**
         * Returns the condition that the property is a time after another.
         *
         * @param time the time, sent in UTC
         * @return the filter
         */
        public PropertyFilter after(Instant time) {
            return operator("is_date_after", time.toString());
        }

        /**
         * Returns a condition by an operator that has no method here.
         *
         * @param operator its name in PostHog's words, such as {@code not_icontains}
         * @param value text, number, boolean or a list of them
         * @return the filter
         */
        public PropertyFilter operator(String operator, Object value) {
            if (operator.isBlank()) throw new IllegalArgumentException("the operator is empty");
            Map<String, Object> wire = new LinkedHashMap<>();
            wire.put("key", key);
            wire.put("value", copied(Objects.requireNonNull(value, "value")));
            wire.put("operator", operator);
            wire.put("type", type);
            return new PropertyFilter(wire);
        }

        private static Object copied(Object value) {
            return value instanceof List<?> list ? List.copyOf(list) : value;
        }
    }
}
