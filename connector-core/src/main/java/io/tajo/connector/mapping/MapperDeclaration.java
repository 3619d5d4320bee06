package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What a mapper reads and writes, before the function that does it. Immutable: each method returns a changed copy. */
public final class MapperDeclaration {
    private final FieldUse use;

    private MapperDeclaration(FieldUse use) {
        this.use = use;
    }

    static MapperDeclaration reading(Set<String> fields) {
        return new MapperDeclaration(FieldUse.of(fields, Map.of()));
    }

    /**
     * Declares an attribute that the mapper writes.
     *
     * @param attribute the attribute in Brevo
     * @param type the type to create it with where Brevo lacks it
     * @param options the options of a category or multiple-choice attribute
     * @return the changed declaration
     */
    public MapperDeclaration writing(String attribute, AttributeType type, String... options) {
        String name = FieldMapping.Builder.capitals(attribute);
        FieldUse written = FieldUse.of(Set.of(), Map.of(name, type)).withOptions(name, List.of(options));
        return new MapperDeclaration(use.and(written));
    }

    /**
     * Returns the mapper. It sees the declared fields only: reading another one is a configuration error.
     *
     * @param function fills in what Brevo should hold of a person
     * @return the mapper, to be joined to others with {@link FieldMapper#andThen}
     */
    public FieldMapper with(BiConsumer<Profile, ContactDraft> function) {
        FieldUse declared = use;
        return new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                function.accept(person.only(declared.reads()), contact);
            }

            @Override
            public FieldUse uses() {
                return declared;
            }
        };
    }
}
