package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.BuiltIn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one attribute is filled. Its label names the source in messages. */
record FieldRule(
        String address,
        String attribute,
        String label,
        Set<String> reads,
        Function<Profile, ? extends @Nullable Object> source,
        Transform transform,
        MissingValuePolicy missing,
        InvalidValuePolicy misfit)
        implements FieldMapper {

    static FieldRule copy(
            String source,
            String attribute,
            Transform transform,
            MissingValuePolicy missing,
            InvalidValuePolicy misfit) {
        return new FieldRule(
                FieldUse.DEFAULT_ADDRESS,
                attribute,
                source,
                Set.of(source),
                person -> person.value(source).orElse(null),
                transform,
                missing,
                misfit);
    }

    FieldRule withAddress(String field) {
        return new FieldRule(field, attribute, label, reads, source, transform, missing, misfit);
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        if (misfit == InvalidValuePolicy.REJECT) contact.require(attribute);
        Optional<Object> value = Optional.ofNullable(source.apply(person));
        if (value.isPresent()) fill(contact, value.get());
        else fillNothing(contact);
    }

    private void fillNothing(ContactDraft contact) {
        switch (missing) {
            case KEEP -> {
                // What Brevo holds stays.
            }
            case CLEAR -> contact.clear(attribute);
            case REJECT -> throw new IllegalArgumentException("nothing to fill " + attribute + " with");
        }
    }

    private void fill(ContactDraft contact, Object value) {
        Object transformed;
        try {
            transformed = transform.apply(value);
        } catch (IllegalArgumentException unfit) {
            if (misfit == InvalidValuePolicy.REJECT)
                throw new IllegalArgumentException(attribute + ": " + unfit.getMessage(), unfit);
            contact.omit(attribute, String.valueOf(unfit.getMessage()));
            return;
        }
        // A transform that returns null says the same as a source without a value.
        if (transformed == null) fillNothing(contact);
        else contact.set(attribute, transformed);
    }

    @Override
    public boolean maySkip() {
        return false;
    }

    @Override
    public FieldUse uses() {
        return new FieldUse(address, reads, Map.of(attribute, transform.type()))
                .withOptions(attribute, transform.options());
    }

    /** Returns whether the rule fills an attribute: a French account knows FIRSTNAME and PRENOM as one. */
    boolean isOf(String other) {
        return attribute.equals(other)
                || BuiltIn.of(attribute)
                        .filter(BuiltIn.of(other).stream().toList()::contains)
                        .isPresent();
    }
}
