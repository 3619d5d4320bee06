package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The declarative mapping: one rule for each attribute. Immutable and safe for any thread.
 *
 * <pre>{@code
 * FieldMapping.defaults().toBuilder()
 *         .without("COMPANY")
 *         .map("employer", "COMPANY")
 *         .map("trial_ends", "TRIAL_ENDS", Transforms.date())
 *         .compute("IS_POWER_USER", person -> person.integer("total_events").orElse(0) > 100)
 *         .build();
 * }</pre>
 */
public final class FieldMapping implements FieldMapper {
    private final String address;
    private final Map<String, FieldRule> rules;

    private FieldMapping(Builder builder) {
        address = builder.address;
        rules = new LinkedHashMap<>(builder.rules);
    }

    /**
     * Returns the mapping that works out of the box: {@code $name} to FIRSTNAME, {@code $browser} to BROWSER,
     * {@code $os} to OS, {@code $initial_referrer} to REFERRAL_SOURCE, {@code total_events} to EVENT_COUNT,
     * {@code last_seen} to LAST_ACTIVE_DATE, {@code signup_date} to SIGNUP_DATE, {@code plan} to SUBSCRIPTION_PLAN and
     * {@code company} to COMPANY, with the address from {@code email}.
     *
     * @return the mapping
     */
    public static FieldMapping defaults() {
        return builder()
                .map("$name", "FIRSTNAME")
                .map("$browser", "BROWSER")
                .map("$os", "OS")
                .map("$initial_referrer", "REFERRAL_SOURCE")
                .map("total_events", "EVENT_COUNT")
                .map("last_seen", "LAST_ACTIVE_DATE")
                .map("signup_date", "SIGNUP_DATE")
                .map("plan", "SUBSCRIPTION_PLAN")
                .map("company", "COMPANY")
                .build();
    }

    /**
     * Returns how a field becomes an attribute where nothing else is said.
     *
     * @param source a person property or computed field
     * @return a number or a date for computed fields that are one, else text
     */
    public static Transform defaultTransform(String source) {
        return ComputedField.transform(source);
    }

    /** {@return a builder without rules} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with this mapping's rules; see {@link Builder#without} to replace one} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.address = address;
        builder.rules.putAll(rules);
        return builder;
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        for (FieldRule rule : rules.values()) rule.map(person, contact);
    }

    @Override
    public boolean maySkip() {
        return false;
    }

    @Override
    public FieldUse uses() {
        Set<String> reads = new LinkedHashSet<>();
        Map<String, AttributeType> writes = new LinkedHashMap<>();
        for (FieldRule rule : rules.values()) {
            reads.addAll(rule.reads());
            writes.put(rule.attribute(), rule.transform().type());
        }
        FieldUse use = new FieldUse(address, reads, writes);
        for (FieldRule rule : rules.values())
            use = use.withOptions(rule.attribute(), rule.transform().options());
        return use;
    }

    /** {@return its rules, one by one} */
    @Override
    public List<FieldMapper> parts() {
        return rules.values().stream()
                .map(rule -> (FieldMapper) rule.withAddress(address))
                .toList();
    }

    /**
     * Collects rules, one for each attribute: a second one is a {@link ConfigurationException} that names both sources.
     * Not safe for several threads.
     */
    public static final class Builder {
        private String address = FieldUse.DEFAULT_ADDRESS;
        private final Map<String, FieldRule> rules = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets which property holds the address, {@code email} by default.
         *
         * @param source the property
         * @return this builder
         */
        public Builder address(String source) {
            address = source;
            return this;
        }

        /**
         * Copies a field into an attribute: of text, or of the type of a computed field.
         *
         * @param source a person property or computed field
         * @param attribute the attribute in Brevo
         * @return this builder
         */
        public Builder map(String source, String attribute) {
            return map(source, attribute, defaultTransform(source));
        }

        /**
         * Fills an attribute from a field.
         *
         * @param source a person property or computed field
         * @param attribute the attribute in Brevo
         * @param transform turns the one into the other
         * @return this builder
         */
        public Builder map(String source, String attribute, Transform transform) {
            return map(source, attribute, transform, MissingValuePolicy.KEEP);
        }

        /**
         * Fills an attribute from a field, and says what a missing one does.
         *
         * @param source a person property or computed field
         * @param attribute the attribute in Brevo
         * @param transform turns the one into the other
         * @param missing what to do where the source is missing or null
         * @return this builder
         */
        public Builder map(String source, String attribute, Transform transform, MissingValuePolicy missing) {
            return map(source, attribute, transform, missing, InvalidValuePolicy.LEAVE_OUT);
        }

        /**
         * Fills an attribute from a field, and says what missing and unfit values do.
         *
         * @param source a person property, a dotted path into a nested one, or a computed field
         * @param attribute the attribute in Brevo
         * @param transform turns the one into the other
         * @param missing what to do where the source is missing or null
         * @param misfit what to do where the attribute can't take the value
         * @return this builder
         */
        public Builder map(
                String source,
                String attribute,
                Transform transform,
                MissingValuePolicy missing,
                InvalidValuePolicy misfit) {
            return add(FieldRule.copy(source, capitals(attribute), transform, missing, misfit));
        }

        /**
         * Fills an attribute with the same value for every contact.
         *
         * @param attribute the attribute in Brevo
         * @param value the value
         * @return this builder
         */
        public Builder constant(String attribute, Object value) {
            return add(rule(attribute, "a constant", Set.of(), person -> value, ComputedType.of(person -> value)));
        }

        /**
         * Fills an attribute with what a function computes from fields that other rules read. Where Brevo lacks the
         * attribute, it is created with the type of what the function returns for a person without fields: boolean,
         * number or date, and text where that is null.
         *
         * @param attribute the attribute in Brevo
         * @param function computes the value; null leaves what Brevo holds
         * @return this builder
         */
        public Builder compute(String attribute, Function<Profile, ? extends @Nullable Object> function) {
            return compute(attribute, ComputedType.of(function), Set.of(), function);
        }

        /**
         * Fills an attribute with what a function computes from fields that it names.
         *
         * @param attribute the attribute in Brevo
         * @param transform says which type to create the attribute with
         * @param reads the fields that the function reads
         * @param function computes the value; null leaves what Brevo holds
         * @return this builder
         */
        public Builder compute(
                String attribute,
                Transform transform,
                Set<String> reads,
                Function<Profile, ? extends @Nullable Object> function) {
            String label = reads.isEmpty() ? "a computation" : "a computation from " + String.join(", ", reads);
            return add(rule(attribute, label, Set.copyOf(reads), function, transform));
        }

        /**
         * Removes the rule of an attribute, for example one of the defaults before it gets another source.
         *
         * @param attribute the attribute in Brevo
         * @return this builder
         * @throws ConfigurationException if there is no such rule
         */
        public Builder without(String attribute) {
            FieldRule removed = rules.remove(capitals(attribute));
            if (removed != null) return this;
            throw new ConfigurationException("The mapping has no rule for " + capitals(attribute)
                    + " to remove; it has " + String.join(", ", rules.keySet()) + ".");
        }

        /** {@return the mapping} */
        public FieldMapping build() {
            return new FieldMapping(this);
        }

        private static FieldRule rule(
                String attribute,
                String label,
                Set<String> reads,
                Function<Profile, ? extends @Nullable Object> function,
                Transform transform) {
            return new FieldRule(
                    FieldUse.DEFAULT_ADDRESS,
                    capitals(attribute),
                    label,
                    reads,
                    function,
                    transform,
                    MissingValuePolicy.KEEP,
                    InvalidValuePolicy.LEAVE_OUT);
        }

        private Builder add(FieldRule rule) {
            for (FieldRule other : rules.values()) {
                if (!other.isOf(rule.attribute())) continue;
                throw TwoSources.of(
                        rule.attribute(),
                        other.label(),
                        rule.label(),
                        "Keep one of them; without(\"" + other.attribute() + "\") removes the first.");
            }
            rules.put(rule.attribute(), rule);
            return this;
        }

        static String capitals(String attribute) {
            if (!attribute.matches("[A-Za-z][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException(
                        "an attribute's name is letters, digits and _, not \"" + attribute + "\"");
            }
            return AttributeName.of(attribute);
        }
    }
}
