package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a mapping that may skip persons, so that every job leaves them out and not only the persons job that the
 * parts run in. A part that reads what only another job knows skips in that job alone. Immutable.
 */
public final class SkipRules {
    private final String address;
    private final Set<String> reads;
    private final List<FieldMapper> parts;

    private SkipRules(String address, Set<String> reads, List<FieldMapper> parts) {
        this.address = address;
        this.reads = Set.copyOf(reads);
        this.parts = List.copyOf(parts);
    }

    /**
     * Returns the rules of a mapping.
     *
     * @param mapping the connector's mapping
     * @return its rules
     */
    public static SkipRules of(FieldMapper mapping) {
        JobMapping persons =
                JobMapping.of(mapping, ComputedField.Scope.PERSONS).without(Set.of(ComputedField.RECENT_EVENTS));
        List<FieldMapper> parts =
                persons.parts().stream().filter(FieldMapper::maySkip).toList();
        Set<String> reads = new LinkedHashSet<>();
        for (FieldMapper part : parts) {
            // A mapper that declares nothing reads what the mapping declares.
            boolean declares = !part.uses().equals(FieldUse.none());
            reads.addAll(declares ? part.uses().reads() : persons.uses().reads());
        }
        return new SkipRules(mapping.uses().address(), reads, parts);
    }

    /** {@return whether no person can be skipped} */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns a use that reads what the rules read, too. */
    FieldUse addTo(FieldUse use) {
        return use.and(new FieldUse(address, reads, Map.of()));
    }

    /** Returns a mapper for everyone but those who are skipped. */
    FieldMapper before(FieldMapper mapper) {
        if (isEmpty()) return mapper;
        return (person, contact) -> {
            reason(person, contact.email()).ifPresentOrElse(contact::skip, () -> mapper.map(person, contact));
        };
    }

    /**
     * Returns why a person is skipped. A person that a mapper fails for is not: the persons job rejects it, and says why.
     *
     * @param person the person
     * @param email its address
     * @return the reason; empty if it is not skipped
     */
    public Optional<String> reason(Profile person, String email) {
        ContactDraft scratch = ContactDraft.of(email);
        try {
            for (FieldMapper part : parts) {
                if (scratch.skipReason().isEmpty()) part.map(person, scratch);
            }
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
        return scratch.skipReason();
    }

    /**
     * Reads every person with an address, and of each what the rules read.
     *
     * @param sources what to read from
     * @return the persons; each step may call PostHog
     */
    public Reading open(ReadContext sources) {
        return new PersonReader(sources.postHog(), new FieldUse(address, reads, Map.of()), sources.now())
                .open(ReadPosition.BEGINNING, PersonReader.Enrichments.none());
    }
}
