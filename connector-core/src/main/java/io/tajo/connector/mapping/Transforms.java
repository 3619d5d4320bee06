package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;

/** The transforms that come with the library. Stateless and safe for any thread. */
public final class Transforms {
    private Transforms() {}

    /** {@return a transform to text; the value is written as it is} */
    public static Transform text() {
        return typed(AttributeType.TEXT);
    }

    /** {@return a transform to a date, in UTC} */
    public static Transform date() {
        return typed(AttributeType.DATE);
    }

    /** {@return a transform to a number, exactly} */
    public static Transform number() {
        return typed(AttributeType.FLOAT);
    }

    /** {@return a transform to a boolean, from {@code true} or {@code false} in any case} */
    public static Transform bool() {
        return typed(AttributeType.BOOLEAN);
    }

    /** The coercion to the attribute's own type does the work; a typed transform only says which type to create. */
    private static Transform typed(AttributeType type) {
        return new Transform() {
            @Override
            public Object apply(Object value) {
                return value;
            }

            @Override
            public AttributeType type() {
                return type;
            }
        };
    }
}
