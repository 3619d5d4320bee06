package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What a mapper reads and writes, before the function that does it. Immutable: each method returns a changed copy. */
public final class MapperDeclaration {
    private final Set<String> reads;
    private final Map<String, AttributeType> writes;

    private MapperDeclaration(Set<String> reads, Map<String, AttributeType> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    static MapperDeclaration reading(Set<String> fields) {
        return new MapperDeclaration(new LinkedHashSet<>(fields), Map.of());
    }

    /**
     * Declares an attribute that the mapper writes.
     *
     * @param attribute the attribute in Brevo
     * @param type the type to create it with where Brevo lacks it
     * @return the changed declaration
     */
    public MapperDeclaration writing(String attribute, AttributeType type) {
        Map<String, AttributeType> more = new LinkedHashMap<>(writes);
        more.put(FieldMapping.Builder.capitals(attribute), type);
        return new MapperDeclaration(reads, more);
    }

    /**
     * Returns the mapper. It sees the declared fields only: reading another one is a configuration error.
     *
     * @param function fills in what Brevo should hold of a person
     * @return the mapper, to be joined to others with {@link FieldMapper#andThen}
     */
    public FieldMapper with(BiConsumer<Profile, ContactDraft> function) {
        FieldUse use = FieldUse.of(reads, writes);
        return new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                function.accept(person.only(use.reads()), contact);
            }

            @Override
            public FieldUse uses() {
                return use;
            }
        };
    }
}
