package io.tajo.connector.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Maps a person to a contact: the extension point. Called on the thread that syncs, once for each person with a valid
 * address; what it throws rejects that person, with the exception's message as the reason, and the run goes on. Only
 * reading a field that is not declared ends the job.
 *
 * <pre>{@code
 * FieldMapping.defaults().andThen(FieldMapper.reading("logins", "plan")
 *         .writing("SCORE", AttributeType.FLOAT)
 *         .with((person, contact) -> contact.set("SCORE", score(person))));
 * }</pre>
 *
 * <p>A lambda without a declaration reads what the mapping declares that it is joined to, and writes attributes that Brevo
 * has or that others declare. When a connector is built, each mapper is called once for a person without values, so that
 * what is not declared is found before the first row.
 */
@FunctionalInterface
public interface FieldMapper {

    /**
     * Maps one person.
     *
     * @param person what PostHog knows
     * @param contact what Brevo should hold, to be filled in; its address is set
     */
    void map(Profile person, ContactDraft contact);

    /**
     * Declares what a mapper reads.
     *
     * @param fields person properties and computed fields
     * @return the declaration, to go on with what the mapper writes
     */
    static MapperDeclaration reading(String... fields) {
        return MapperDeclaration.reading(new LinkedHashSet<>(List.of(fields)));
    }

    /**
     * Names what the mapper reads and writes. A field that is not named here, nor by another part of the mapping, can't
     * be read; an attribute that is not named is not created.
     *
     * @return what it uses, nothing by default
     */
    default FieldUse uses() {
        return FieldUse.none();
    }

    /**
     * Returns whether the mapper may call {@link ContactDraft#skip}. A skipped person is left out of every job, so that the
     * other jobs read what such a mapper reads too: one that never skips saves them that.
     *
     * @return true by default; false for the rules of a {@link FieldMapping}
     */
    default boolean maySkip() {
        return true;
    }

    /**
     * Returns the parts that may run apart from each other: a part that reads what only one job knows, such as
     * {@code cohort_names}, runs in that job.
     *
     * @return this mapper, as one part, by default
     */
    default List<FieldMapper> parts() {
        return List.of(this);
    }

    /**
     * Returns a mapper that runs this one first and then another, which may overwrite what this one set. Of two
     * {@link FieldMapping}s each attribute has its rule in one only.
     *
     * @param next runs second
     * @return both in one
     * @throws io.tajo.client.ConfigurationException if both are declarative and have a rule for one attribute
     */
    default FieldMapper andThen(FieldMapper next) {
        FieldMapper first = this;
        TwoSources.refuse(first.parts(), next.parts());
        return new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                first.map(person, contact);
                next.map(person, contact);
            }

            @Override
            public FieldUse uses() {
                return first.uses().and(next.uses());
            }

            @Override
            public List<FieldMapper> parts() {
                return Stream.concat(first.parts().stream(), next.parts().stream())
                        .toList();
            }
        };
    }
}
