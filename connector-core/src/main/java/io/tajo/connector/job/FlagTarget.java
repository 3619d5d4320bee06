package io.tajo.connector.job;

import io.tajo.connector.mapping.AttributeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where a flag goes in Brevo. Immutable: each method returns a changed copy. */
public final class FlagTarget {
    static final FlagTarget NONE = new FlagTarget(null, null, Map.of());

    private final @Nullable String attribute;
    private final @Nullable Long list;
    private final Map<String, Long> variants;

    private FlagTarget(@Nullable String attribute, @Nullable Long list, Map<String, Long> variants) {
        this.attribute = attribute;
        this.list = list;
        this.variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    FlagTarget toAttribute(String name) {
        return new FlagTarget(AttributeName.of(name), list, variants);
    }

    FlagTarget intoList(long listId) {
        return new FlagTarget(attribute, listId, variants);
    }

    FlagTarget variantIntoList(String variant, long listId) {
        Map<String, Long> more = new LinkedHashMap<>(variants);
        more.put(variant, listId);
        return new FlagTarget(attribute, list, more);
    }

    /** {@return the attribute, in capitals} */
    public Optional<String> attribute() {
        return Optional.ofNullable(attribute);
    }

    /** {@return the list of the persons whose flag is on} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return the lists by variant} */
    public Map<String, Long> variants() {
        return variants;
    }
}
