package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a source's value into an attribute's. Implementations are safe for any thread. */
@FunctionalInterface
public interface Transform {

    /**
     * Transforms one value.
     *
     * @param value what PostHog holds: text, a number, a boolean, a list or a map
     * @return what Brevo should hold; null counts as a missing value, see {@link MissingValuePolicy}
     * @throws IllegalArgumentException if the value can't be transformed; the message is the reason in the report and
     *     holds no person's data
     */
    @Nullable
    Object apply(Object value);

    /** {@return the type to create the attribute with where Brevo lacks it, text by default} */
    default AttributeType type() {
        return AttributeType.TEXT;
    }

    /** {@return the options to create a category or multiple-choice attribute with; none by default} */
    default List<String> options() {
        return List.of();
    }
}
