package io.tajo.connector.mapping;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one attribute is filled. */
record FieldRule(
        String attribute,
        Set<String> reads,
        Function<Profile, ? extends @Nullable Object> source,
        Transform transform,
        Missing missing) {

    static FieldRule copy(String source, String attribute, Transform transform, Missing missing) {
        return new FieldRule(
                attribute, Set.of(source), person -> person.value(source).orElse(null), transform, missing);
    }

    void apply(Profile person, ContactDraft contact) {
        Optional<Object> value = Optional.ofNullable(source.apply(person));
        if (value.isPresent()) {
            contact.set(attribute, transform.apply(value.get()));
            return;
        }
        switch (missing) {
            case KEEP -> {
                // What Brevo holds stays.
            }
            case CLEAR -> contact.clear(attribute);
            case REJECT -> throw new IllegalArgumentException("nothing to fill " + attribute + " with");
        }
    }
}
