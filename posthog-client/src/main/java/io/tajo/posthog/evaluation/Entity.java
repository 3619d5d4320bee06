package io.tajo.posthog.evaluation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person or a group: what is known of it, and the id that places it in a rollout. For one thread. */
final class Entity {
    /** What {@link #property} returns for a property that was not given, since null is a value. */
    static final Object MISSING = new Object();

    private final Map<String, ? extends @Nullable Object> properties;
    private final String idProperty;
    private final String id;
    private final String bucket;
    private final boolean whole;
    private byte @Nullable [] bucketBytes;

    /**
     * Creates an entity.
     *
     * @param properties what is known
     * @param idProperty the property that the id is known as, unless a property of that name was given
     * @param id the id
     * @param bucket what places it in a rollout, mostly the id
     * @param whole whether it has no other properties than those that are known
     */
    Entity(
            Map<String, ? extends @Nullable Object> properties,
            String idProperty,
            String id,
            String bucket,
            boolean whole) {
        this.properties = properties;
        this.idProperty = idProperty;
        this.id = id;
        this.bucket = bucket;
        this.whole = whole;
    }

    /** Returns whether a property that is missing is one that it does not have. */
    boolean isWhole() {
        return whole;
    }

    @Nullable
    Object property(String name) {
        Object value = properties.get(name);
        if (value != null || properties.containsKey(name)) return value;
        return name.equals(idProperty) ? id : MISSING;
    }

    byte[] bucket() {
        byte[] bytes = bucketBytes;
        if (bytes == null) {
            bytes = bucket.getBytes(StandardCharsets.UTF_8);
            bucketBytes = bytes;
        }
        return bytes;
    }
}
