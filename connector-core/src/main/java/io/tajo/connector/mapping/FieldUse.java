package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a mapper reads and writes, so that queries select named columns and missing attributes are known before the first
 * row.
 *
 * @param address the field that holds the address; its stand-in is read as well
 * @param reads person properties and computed fields that the mapper reads
 * @param writes attributes that it writes, each with the type to create it with where Brevo lacks it
 */
public record FieldUse(String address, Set<String> reads, Map<String, AttributeType> writes) {
    /** The property that holds the address in nearly every project. */
    public static final String DEFAULT_ADDRESS = "email";

    /**
     * Copies the names and keeps their order.
     *
     * @param address the field that holds the address; its stand-in is read as well
     * @param reads person properties and computed fields that the mapper reads
     * @param writes attributes that it writes, each with the type to create it with where Brevo lacks it
     */
    public FieldUse {
        reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
        writes = Collections.unmodifiableMap(new LinkedHashMap<>(writes));
        writes.keySet().forEach(AttributeName::of);
    }

    /** {@return a use of nothing but the address} */
    public static FieldUse none() {
        return new FieldUse(DEFAULT_ADDRESS, Set.of(), Map.of());
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
        return new FieldUse(address, allReads, allWrites);
    }
}
