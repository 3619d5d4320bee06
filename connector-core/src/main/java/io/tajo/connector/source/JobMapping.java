package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.Collections;
import java.util.Comparator;
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
    private final Set<Scope> provided;
    private final List<FieldMapper> parts;

    private JobMapping(String address, Scope scope, Set<Scope> provided, List<FieldMapper> parts) {
        this.address = address;
        this.scope = scope;
        this.provided = provided;
        this.parts = List.copyOf(parts);
    }

    /**
     * Returns the parts that run in one kind of job: those whose fields the jobs that are read together provide. A part that
     * reads what several jobs know runs in the last of them.
     *
     * @param provided what the jobs that are read together provide; a kind that is removed later is not known from then on
     */
    static JobMapping of(FieldMapper mapping, Scope scope, Set<Scope> provided) {
        List<FieldMapper> parts = mapping.parts().stream()
                .filter(part -> owner(part) == scope && provided.containsAll(scopes(part)))
                .toList();
        return new JobMapping(mapping.uses().address(), scope, provided, parts);
    }

    /** Returns the parts that would run in one kind of job beside jobs of all others. */
    static JobMapping of(FieldMapper mapping, Scope scope) {
        return of(mapping, scope, EnumSet.allOf(Scope.class));
    }

    /** Returns the fields that are read by all parts that run in jobs which are read together. */
    static Set<String> reads(FieldMapper mapping, Set<Scope> provided) {
        return mapping.parts().stream()
                .filter(part -> provided.containsAll(scopes(part)))
                .flatMap(part -> part.uses().reads().stream())
                .collect(Collectors.toSet());
    }

    /** What is known of persons as such is known in each job. */
    private static Set<Scope> scopes(FieldMapper part) {
        Set<Scope> scopes = part.uses().reads().stream()
                .map(ComputedField::scope)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
        scopes.remove(Scope.PERSONS);
        return scopes;
    }

    private static Scope owner(FieldMapper part) {
        return scopes(part).stream().max(Comparator.naturalOrder()).orElse(Scope.PERSONS);
    }

    /** Returns the mapping of nothing but the address. */
    JobMapping withoutParts() {
        return new JobMapping(address, scope, provided, List.of());
    }

    /** Returns the mapping but for the parts that read one of some fields. */
    JobMapping without(Set<String> fields) {
        if (fields.isEmpty()) return this;
        List<FieldMapper> others = parts.stream()
                .filter(part -> Collections.disjoint(part.uses().reads(), fields))
                .toList();
        return new JobMapping(address, scope, provided, others);
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
            // What a job that has failed provides is unknown: what Brevo holds of it stays.
            if (!provided.containsAll(scopes(part)) || readsUndecidedFlag(part, person)) continue;
            if (saysSomething(part.uses(), person)) {
                part.map(person, contact);
            } else {
                // The job knows nothing of this person any more: what it wrote before is taken back.
                part.uses().writes().keySet().forEach(contact::clearOwn);
            }
        }
    }

    private static boolean readsUndecidedFlag(FieldMapper part, Profile person) {
        return part.uses().reads().stream()
                .anyMatch(field -> ComputedField.scope(field) == Scope.FLAGS
                        && person.value(field).isEmpty());
    }

    private boolean saysSomething(FieldUse use, Profile person) {
        if (scope == Scope.PERSONS) return true;
        return use.reads().stream()
                .filter(field -> ComputedField.scope(field) != Scope.PERSONS)
                .anyMatch(field -> person.value(field).isPresent());
    }

    @Override
    public FieldUse uses() {
        FieldUse all = new FieldUse(address, Set.of(), Map.of());
        for (FieldMapper part : parts) all = all.and(part.uses());
        return all;
    }
}
