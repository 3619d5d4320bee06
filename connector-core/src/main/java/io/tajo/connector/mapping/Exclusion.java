package io.tajo.connector.mapping;

import io.tajo.client.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Leaves persons out of every job, as a part of the mapping that runs before all others. Safe for any thread if its
 * predicate is.
 */
public final class Exclusion implements FieldMapper {
    /** What reports say of a person that is left out. */
    static final String REASON = "excluded";

    private final Set<String> reads;
    private final Predicate<Profile> omitted;

    private Exclusion(Set<String> reads, Predicate<Profile> omitted) {
        this.reads = Set.copyOf(reads);
        this.omitted = omitted;
        for (String field : reads) {
            boolean isKnownEverywhere = ComputedField.scope(field) == ComputedField.Scope.PERSONS
                    && !field.equals(ComputedField.RECENT_EVENTS);
            if (isKnownEverywhere) continue;
            throw new ConfigurationException("exclude(...) reads " + field
                    + ", which a single kind of job knows, and it holds in every job. Call skip(reason) in a mapper that "
                    + "reads the field, or exclude persons by their properties.");
        }
    }

    /**
     * Returns an exclusion by fields that are found by one call for a person without values.
     *
     * @param omitted returns whether a person is left out
     * @return the exclusion
     * @throws ConfigurationException if it reads a field that only one kind of job knows
     */
    public static Exclusion of(Predicate<Profile> omitted) {
        Set<String> reads = new LinkedHashSet<>();
        try {
            boolean unused = omitted.test(Profile.recording(reads::add));
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException needsValues) {
            // It can't do without a value: what it reads before is found all the same.
        }
        return new Exclusion(reads, omitted);
    }

    /**
     * Returns an exclusion by declared fields.
     *
     * @param fields what the predicate reads: person properties, {@code total_events}, {@code last_seen},
     *     {@code signup_date} or {@code person_id}
     * @param omitted returns whether a person is left out
     * @return the exclusion
     * @throws ConfigurationException if it reads a field that only one kind of job knows
     */
    public static Exclusion reading(Set<String> fields, Predicate<Profile> omitted) {
        return new Exclusion(fields, omitted);
    }

    /**
     * Returns a mapping that leaves these persons out.
     *
     * @param mapping maps everyone else
     * @return both in one
     */
    public FieldMapper before(FieldMapper mapping) {
        String address = mapping.uses().address();
        Exclusion first = this;
        FieldMapper located = new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                first.map(person, contact);
            }

            @Override
            public FieldUse uses() {
                return new FieldUse(address, reads, Map.of());
            }
        };
        return located.andThen(mapping);
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        try {
            if (omitted.test(person.only(reads))) contact.skip(REASON);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            // Without an answer the person may be one of those who are left out.
            contact.skip("exclude(...) failed: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public FieldUse uses() {
        return FieldUse.of(reads, Map.of());
    }
}
