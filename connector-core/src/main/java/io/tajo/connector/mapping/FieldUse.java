package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a mapper reads and writes, so that queries select named columns and missing attributes are known before the first
 * row. Immutable: each method returns a changed copy.
 */
public final class FieldUse {
    /** The property that holds the address in nearly every project. */
    public static final String DEFAULT_ADDRESS = "email";

    private final String address;
    private final Set<String> reads;
    private final Map<String, AttributeType> writes;
    private final Map<String, List<String>> options;

    /**
     * Creates a use.
     *
     * @param address the field that holds the address; its stand-in is read as well
     * @param reads person properties and computed fields that the mapper reads
     * @param writes attributes that it writes, each with the type to create it with where Brevo lacks it
     * @throws io.tajo.client.ConfigurationException if it writes EMAIL, see {@link AttributeName}
     */
    public FieldUse(String address, Set<String> reads, Map<String, AttributeType> writes) {
        this(address, reads, writes, Map.of());
    }

    private FieldUse(
            String address, Set<String> reads, Map<String, AttributeType> writes, Map<String, List<String>> options) {
        this.address = address;
        this.reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
        this.writes = Collections.unmodifiableMap(new LinkedHashMap<>(writes));
        this.options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        writes.keySet().forEach(AttributeName::of);
    }

    /** {@return a use of nothing but the address} */
    public static FieldUse none() {
        return of(Set.of(), Map.of());
    }

    /**
     * Returns a use of some fields.
     *
     * @param reads fields that are read
     * @param writes attributes that are written, with their types
     * @return the use
     */
    public static FieldUse of(Set<String> reads, Map<String, AttributeType> writes) {
        return new FieldUse(DEFAULT_ADDRESS, reads, writes);
    }

    /**
     * Declares the options of an attribute that is a category or a multiple choice.
     *
     * @param attribute an attribute that is written
     * @param choices its options, as people see them in Brevo
     * @return the changed use
     */
    public FieldUse withOptions(String attribute, List<String> choices) {
        if (choices.isEmpty()) return this;
        Map<String, List<String>> more = new LinkedHashMap<>(options);
        more.put(AttributeName.of(attribute), List.copyOf(choices));
        return new FieldUse(address, reads, writes, more);
    }

    /**
     * Returns both uses in one. The address is this one's.
     *
     * @param next the other use
     * @return both
     */
    public FieldUse and(FieldUse next) {
        Set<String> allReads = new LinkedHashSet<>(reads);
        allReads.addAll(next.reads);
        Map<String, AttributeType> allWrites = new LinkedHashMap<>(writes);
        allWrites.putAll(next.writes);
        Map<String, List<String>> allOptions = new LinkedHashMap<>(options);
        allOptions.putAll(next.options);
        return new FieldUse(address, allReads, allWrites, allOptions);
    }

    /** {@return the field that holds the address; its stand-in is read as well} */
    public String address() {
        return address;
    }

    /** {@return person properties and computed fields that the mapper reads} */
    public Set<String> reads() {
        return reads;
    }

    /** {@return attributes that it writes, each with the type to create it with where Brevo lacks it} */
    public Map<String, AttributeType> writes() {
        return writes;
    }

    /** {@return the declared options by attribute} */
    public Map<String, List<String>> options() {
        return options;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldUse use
                && address.equals(use.address)
                && reads.equals(use.reads)
                && writes.equals(use.writes)
                && options.equals(use.options);
    }

    @Override
    public int hashCode() {
        return address.hashCode() + 31 * (reads.hashCode() + 31 * (writes.hashCode() + 31 * options.hashCode()));
    }

    /** {@return what is read and what is written} */
    @Override
    public String toString() {
        return "FieldUse" + reads + " -> " + writes;
    }
}
