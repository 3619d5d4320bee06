package io.tajo.connector.read;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a mapping that run in one kind of job, as one mapper. Immutable. */
final class JobMapping implements FieldMapper {
    private final String address;
    private final Scope scope;
    private final List<FieldMapper> parts;

    private JobMapping(String address, Scope scope, List<FieldMapper> parts) {
        this.address = address;
        this.scope = scope;
        this.parts = List.copyOf(parts);
    }

    static JobMapping of(FieldMapper mapping, Scope scope) {
        List<FieldMapper> parts =
                mapping.parts().stream().filter(part -> scopeOf(part) == scope).toList();
        return new JobMapping(mapping.uses().address(), scope, parts);
    }

    private static Scope scopeOf(FieldMapper part) {
        Set<Scope> scopes = part.uses().reads().stream()
                .map(ComputedField::scope)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        scopes.remove(Scope.PERSONS);
        if (scopes.size() > 1) {
            throw new ConfigurationException(
                    "One part of the mapping reads " + part.uses().reads()
                            + ", which no single job knows. Make a mapper of each and join them with andThen(...).");
        }
        return scopes.stream().findFirst().orElse(Scope.PERSONS);
    }

    /** Returns the mapping of nothing but the address. */
    JobMapping withoutParts() {
        return new JobMapping(address, scope, List.of());
    }

    /** Returns the mapping but for the parts that read one of some fields. */
    JobMapping without(Set<String> fields) {
        if (fields.isEmpty()) return this;
        List<FieldMapper> others = parts.stream()
                .filter(part -> Collections.disjoint(part.uses().reads(), fields))
                .toList();
        return new JobMapping(address, scope, others);
    }

    @Override
    public List<FieldMapper> parts() {
        return parts;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Maps a person without values.
     *
     * @return what the parts wrote
     * @throws ConfigurationException if a part reads a field that is not declared
     */
    ContactDraft mapNobody() {
        FieldUse use = uses();
        Set<String> known = new LinkedHashSet<>(PersonColumns.of(use).properties());
        known.addAll(use.reads());
        known.addAll(List.of(ComputedField.PERSON_ID, ComputedField.SIGNUP_DATE));
        Profile nobody = Profile.of("nobody", JsonObject.empty(), known);
        ContactDraft draft = ContactDraft.of("nobody@example.com");
        for (FieldMapper part : parts) tryToMap(part, nobody, draft);
        return draft;
    }

    private static void tryToMap(FieldMapper part, Profile nobody, ContactDraft draft) {
        try {
            part.map(nobody, draft);
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException needsValues) {
            // A mapper that can't do without a value tells nothing of what it declares.
        }
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        for (FieldMapper part : parts) {
            if (contact.skipReason().isPresent()) return;
            if (saysSomething(part.uses(), person)) {
                part.map(person, contact);
            } else {
                // The job knows nothing of this person any more: what it wrote before is taken back.
                part.uses().writes().keySet().forEach(contact::clearOwn);
            }
        }
    }

    private boolean saysSomething(FieldUse use, Profile person) {
        if (scope == Scope.PERSONS) return true;
        return use.reads().stream()
                .filter(field -> ComputedField.scope(field) == scope)
                .anyMatch(field -> person.value(field).isPresent());
    }

    @Override
    public FieldUse uses() {
        FieldUse all = new FieldUse(address, Set.of(), Map.of());
        for (FieldMapper part : parts) all = all.and(part.uses());
        return all;
    }
}
