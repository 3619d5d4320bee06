package io.tajo.connector.plan;

import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.connector.destination.ContactStatus;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.KeyedHash;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.plan.ContactChange.Way;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a draft with what Brevo holds. For one thread. */
final class ChangePlanner {
    /** What Brevo calls its own name for an external id, wherever it is an attribute. */
    static final String EXT_ID = BuiltIn.EXT_ID.name();

    /** Why a contact goes without its external id for now. */
    static final String KEPT = "the contact with the person's earlier address has it";

    private final TargetAttributes attributes;
    private final KeyedHash hash;
    private final ValueMarks marks;
    private final boolean createsContacts;
    private boolean whole;
    private boolean resend;

    /**
     * Creates a planner.
     *
     * @param attributes what Brevo's attributes take
     * @param hash hashes values
     * @param marks compares values with what Brevo holds
     * @param createsContacts whether every person becomes a contact, even one of which there is nothing to say
     */
    ChangePlanner(TargetAttributes attributes, KeyedHash hash, ValueMarks marks, boolean createsContacts) {
        this.attributes = attributes;
        this.hash = hash;
        this.marks = marks;
        this.createsContacts = createsContacts;
    }

    void sendWhole() {
        whole = true;
    }

    void resend() {
        resend = true;
    }

    /** Returns the external id that a draft gives, if Brevo may hold just that of a contact. */
    Optional<String> extIdHeld(ContactDraft draft, ContactState applied) {
        Object extId = draft.attributes().get(EXT_ID);
        Long held = applied.fields().get(EXT_ID);
        if (extId == null || held == null) return Optional.empty();
        boolean isSame = held == ContactState.IN_DOUBT || held == hash.field(EXT_ID, extId.toString());
        return isSame ? Optional.of(extId.toString()) : Optional.empty();
    }

    Decision plan(String person, ContactDraft draft, Held held) {
        if (draft.isDeleted()) return deletion(person, draft, held);
        Map<String, String> refused = new LinkedHashMap<>(draft.omitted());
        Map<String, @Nullable Object> values = coerced(draft, held.applied(), refused);
        Optional<Decision> rejected = rejected(person, draft, refused);
        if (rejected.isPresent()) return rejected.get();
        FieldComparison fields =
                new FieldComparison(hash, marks, held).resend(resend).take(values);
        addOptions(fields, refused);
        rejected = rejected(person, draft, refused);
        if (rejected.isPresent()) return rejected.get();
        ContactStatus status = held.status();
        Set<Long> left = held.listsLeft();
        Set<Long> withheld = intersection(draft.joins(), left);
        Set<Long> wanted = difference(draft.joins(), left);
        Set<Long> joins = difference(wanted, status.memberOf());
        ContactState after = fingerprint(fields, wanted, withheld, held);
        boolean isNew = !status.known();
        boolean mustExist = isNew && createsContacts;
        if (held.former().isPresent()) {
            // No list is left under an address that the contact may not have yet.
            Decision.Remarks remarks = new Decision.Remarks(refused, withheld, List.of(), fields.otherForms());
            return changed(person, draft, held, fields, joins, Way.RENAME, moved(held, after), remarks);
        }
        Decision.Remarks remarks = new Decision.Remarks(refused, withheld, removals(draft, held), fields.otherForms());
        if (fields.differing().isEmpty() && joins.isEmpty() && !mustExist) {
            return new Decision.Unchanged(person, held.key(), adoption(after, held), remarks);
        }
        return changed(person, draft, held, fields, joins, way(fields), after, remarks);
    }

    private Way way(FieldComparison fields) {
        if (whole) return Way.WHOLE;
        if (fields.needsUpsert()) return Way.UPSERT;
        return fields.clearsFirst() ? Way.CLEAR_FIRST : Way.ANY;
    }

    private static Decision changed(
            String person,
            ContactDraft draft,
            Held held,
            FieldComparison fields,
            Set<Long> joins,
            Way way,
            ContactState after,
            Decision.Remarks remarks) {
        boolean isNew = way != Way.RENAME && !held.status().known();
        boolean marked = isNew || held.applied().fields().containsKey(ContactState.ADOPTED);
        ContactState applied = marked ? after.with(ContactState.FILLED) : after;
        ContactChange change = new ContactChange(
                held.key(), person, draft.email(), fields.differing(), joins, way, isNew, applied, held.former());
        return new Decision.Changed(change, remarks);
    }

    private static Optional<Decision> rejected(String person, ContactDraft draft, Map<String, String> refused) {
        for (String required : draft.required()) {
            String reason = refused.get(required);
            // What only another contact keeps from this one is no mistake of the person's data.
            if (reason != null && !reason.equals(KEPT)) {
                return Optional.of(new Decision.Rejected(person, required + ": " + reason));
            }
        }
        return Optional.empty();
    }

    /** Adds the options of values that are sent, and takes out those that Brevo refuses, each with the reason. */
    private void addOptions(FieldComparison fields, Map<String, String> refused) {
        Map<String, @Nullable Object> differing = new LinkedHashMap<>(fields.differing());
        differing.forEach((name, value) -> {
            try {
                if (value != null) attributes.addOptions(name, value);
            } catch (IllegalArgumentException e) {
                refused.put(name, String.valueOf(e.getMessage()));
                fields.omit(name);
            }
        });
    }

    /** What is known of the contact moves to its new address with it. */
    private static ContactState moved(Held held, ContactState change) {
        ContactState after = held.applied().after(change);
        ContactStatus status = held.status();
        Set<Long> ours = intersection(held.applied().ours(), status.memberOf());
        // Lists that it has left by itself stay known as such; those that the library took it out of do not.
        ours.addAll(after.lists());
        ours.removeAll(difference(after.leaving(), status.memberOf()));
        return new ContactState(after.fields(), ours, Set.of(), after.others());
    }

    /**
     * Returns what the ledger knows once the change is applied. A contact that was in a list before the library came is not
     * its own to take out again; and what was left under another address is remembered as a list of this one.
     */
    private static ContactState fingerprint(FieldComparison fields, Set<Long> lists, Set<Long> withheld, Held held) {
        Map<String, Long> prints = new LinkedHashMap<>(fields.prints());
        prints.putAll(fields.adopted());
        Set<Long> others = intersection(lists, held.status().memberOf());
        others.removeAll(held.applied().ours());
        Set<Long> ours = difference(lists, others);
        others.addAll(intersection(withheld, held.listsLeftBefore()));
        return new ContactState(prints, ours, Set.of(), others);
    }

    /** Returns what of an unchanged contact the ledger does not know yet, or nothing. */
    private static Optional<ContactState> adoption(ContactState after, Held held) {
        ContactState applied = held.applied();
        boolean known = applied.fields().entrySet().containsAll(after.fields().entrySet())
                && applied.lists().containsAll(after.lists())
                && applied.others().containsAll(after.others());
        if (known) return Optional.empty();
        return Optional.of(applied.isProven() ? after : after.with(ContactState.ADOPTED));
    }

    /** Only what this library has filled before is its to delete, and only while the contact may be written to. */
    private static Decision deletion(String person, ContactDraft draft, Held held) {
        if (!held.applied().isFilled()) return new Decision.Skipped(person, "not a contact of ours");
        // With the contact, Brevo would forget what it has opted out of.
        boolean optedOut = held.status().blocklisted() || !held.status().left().isEmpty();
        if (optedOut) return new Decision.Skipped(person, "opted out: kept so that it stays so");
        ContactChange change = new ContactChange(
                held.key(), person, draft.email(), Map.of(), Set.of(), Way.DELETE, false, ContactState.NONE);
        return new Decision.Changed(change, Decision.Remarks.NONE);
    }

    private Map<String, @Nullable Object> coerced(
            ContactDraft draft, ContactState applied, Map<String, String> refused) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        draft.ownClears().forEach(name -> {
            if (applied.fields().containsKey(attributes.nameOf(name))) wanted.put(name, null);
        });
        wanted.putAll(draft.attributes());
        Map<String, @Nullable Object> coerced = new LinkedHashMap<>();
        wanted.forEach((name, value) -> {
            try {
                coerced.put(attributes.nameOf(name), value == null ? null : attributes.fit(name, value));
            } catch (IllegalArgumentException e) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        });
        return coerced;
    }

    private static List<ListRemoval> removals(ContactDraft draft, Held held) {
        Set<Long> ours = held.applied().ours();
        Set<Long> leaves = intersection(
                draft.leavesAllLists() ? ours : intersection(draft.leaves(), ours),
                held.status().memberOf());
        return leaves.stream()
                .map(list -> new ListRemoval(held.key(), draft.email(), list))
                .toList();
    }

    private static Set<Long> intersection(Set<Long> some, Set<Long> others) {
        Set<Long> both = new LinkedHashSet<>(some);
        both.retainAll(others);
        return both;
    }

    private static Set<Long> difference(Set<Long> some, Set<Long> others) {
        Set<Long> rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
