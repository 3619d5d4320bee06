package io.tajo.connector.plan;

import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.KeyedHash;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.plan.ContactChange.Way;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a draft with what Brevo holds. For one thread. */
final class ChangePlanner {
    /** What Brevo calls its own name for an external id, wherever it is an attribute. */
    static final String EXT_ID = BuiltIn.EXT_ID.name();

    /** Why a contact goes without its external id for now. */
    static final String KEPT = "the contact with the person's earlier address has it";

    private final TargetAttributes attributes;
    private final KeyedHash hash;
    private final Vehicle vehicle;

    ChangePlanner(TargetAttributes attributes, KeyedHash hash, Vehicle vehicle) {
        this.attributes = attributes;
        this.hash = hash;
        this.vehicle = vehicle;
    }

    /**
     * A contact as it is.
     *
     * @param key the contact in the ledger
     * @param applied what the ledger proves of it
     * @param standing how it stands in Brevo
     * @param leftBefore lists that it has left under another address
     * @param former who it is in Brevo until it is renamed
     */
    record Held(
            ContactKey key,
            Fingerprint applied,
            Standing standing,
            Set<Long> leftBefore,
            Optional<ContactChange.Former> former) {
        Held(ContactKey key, Fingerprint applied, Standing standing) {
            this(key, applied, standing, Set.of(), Optional.empty());
        }

        Held without(Set<Long> lists) {
            return new Held(key, applied, standing, lists, former);
        }
    }

    /** Returns the external id that a draft gives, if Brevo may hold just that of a contact. */
    Optional<String> extIdHeld(ContactDraft draft, Fingerprint applied) {
        Object extId = draft.attributes().get(EXT_ID);
        Long held = applied.fields().get(EXT_ID);
        if (extId == null || held == null) return Optional.empty();
        boolean isSame = held == Fingerprint.IN_DOUBT || held == hash.field(EXT_ID, extId.toString());
        return isSame ? Optional.of(extId.toString()) : Optional.empty();
    }

    /**
     * Returns the lists that a contact has left: either Brevo says so, or the library had put the contact in and it is no longer
     * there, without our doing.
     */
    static Set<Long> listsLeft(Fingerprint applied, Standing standing) {
        Set<Long> left = new LinkedHashSet<>(applied.memberships());
        left.removeAll(applied.leaving());
        left.removeAll(standing.memberOf());
        left.addAll(standing.left());
        return left;
    }

    Decision plan(String person, ContactDraft draft, Held held) {
        if (draft.isDeleted()) return deletion(person, draft, held);
        Map<String, String> refused = new LinkedHashMap<>(draft.leftOut());
        Map<String, @Nullable Object> values = coerced(draft, held.applied(), refused);
        for (String required : draft.required()) {
            String reason = refused.get(required);
            // What only another contact keeps from this one is nobody's mistake.
            if (reason != null && !reason.equals(KEPT)) return new Decision.Rejected(person, required + ": " + reason);
        }
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        Map<String, Long> prints = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            long print = hash.field(name, canonical(value));
            if (Long.valueOf(print).equals(held.applied().fields().get(name))) return;
            differing.put(name, value);
            prints.put(name, print);
        });

        Set<Long> withheld = new LinkedHashSet<>(draft.joins());
        Set<Long> left = listsLeft(held.applied(), held.standing());
        left.addAll(held.leftBefore());
        withheld.retainAll(left);
        Set<Long> joins = new LinkedHashSet<>(draft.joins());
        joins.removeAll(withheld);

        Decision.Remarks remarks = new Decision.Remarks(refused, withheld, departures(draft, held));
        boolean joined = held.standing().memberOf().containsAll(joins)
                && held.applied().memberships().containsAll(joins);
        boolean exists = held.standing().known() || !vehicle.makesContacts();
        if (held.former().isPresent()) {
            Fingerprint moved = moved(held, fingerprint(prints, joins, withheld, held));
            ContactChange renaming = new ContactChange(
                    held.key(), person, draft.email(), differing, joins, Way.RENAME, false, moved, held.former());
            // Nobody leaves a list under an address that the contact may not have yet.
            return new Decision.Changed(renaming, new Decision.Remarks(refused, withheld, List.of()));
        }
        if (differing.isEmpty() && joined && exists) return new Decision.Unchanged(person, remarks);

        Set<Long> lists = joins.isEmpty() && withheld.isEmpty() ? carriers(held, left) : joins;
        boolean alone = lists.isEmpty() || differing.entrySet().stream().anyMatch(field -> needsUpsert(field, held));
        return new Decision.Changed(
                new ContactChange(
                        held.key(),
                        person,
                        draft.email(),
                        differing,
                        lists,
                        alone ? Way.UPSERT : Way.ANY,
                        !held.standing().known(),
                        fingerprint(prints, lists, withheld, held)),
                remarks);
    }

    /** What is known of the contact moves to its new address with it. */
    private static Fingerprint moved(Held held, Fingerprint change) {
        Fingerprint after = held.applied().after(change);
        Set<Long> ours = new LinkedHashSet<>(held.applied().ours());
        ours.retainAll(held.standing().memberOf());
        // Lists that it has left by itself stay known as such; those that the library took it out of do not.
        ours.addAll(after.lists());
        after.leaving().stream()
                .filter(list -> !held.standing().memberOf().contains(list))
                .forEach(ours::remove);
        return new Fingerprint(after.fields(), ours, Set.of(), after.others());
    }

    /**
     * Who was in a list before the library came is not its own to take out again; and what was left under another address is
     * remembered as if it had been a list of this one.
     */
    private static Fingerprint fingerprint(Map<String, Long> prints, Set<Long> lists, Set<Long> withheld, Held held) {
        Set<Long> others = new LinkedHashSet<>(lists);
        others.retainAll(held.standing().memberOf());
        others.removeAll(held.applied().ours());
        Set<Long> ours = new LinkedHashSet<>(lists);
        ours.removeAll(others);
        withheld.stream().filter(held.leftBefore()::contains).forEach(others::add);
        return new Fingerprint(prints, ours, Set.of(), others);
    }

    /** Only what this library has filled before is its to delete, and only who may be written to. */
    private static Decision deletion(String person, ContactDraft draft, Held held) {
        if (!held.applied().isProven()) return new Decision.Skipped(person, "not a contact of ours");
        // With the contact, Brevo would forget what it has opted out of.
        boolean optedOut =
                held.standing().blocklisted() || !held.standing().left().isEmpty();
        if (optedOut) return new Decision.Skipped(person, "opted out: kept so that it stays so");
        ContactChange change = new ContactChange(
                held.key(), person, draft.email(), Map.of(), Set.of(), Way.DELETE, false, Fingerprint.NONE);
        return new Decision.Changed(change, new Decision.Remarks(Map.of(), Set.of(), List.of()));
    }

    private Map<String, @Nullable Object> coerced(
            ContactDraft draft, Fingerprint applied, Map<String, String> refused) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        draft.resets().forEach((name, value) -> {
            if (applied.fields().containsKey(attributes.nameOf(name))) wanted.put(name, value);
        });
        wanted.putAll(draft.attributes());
        Map<String, @Nullable Object> coerced = new LinkedHashMap<>();
        wanted.forEach((name, value) -> {
            try {
                coerced.put(attributes.nameOf(name), value == null ? null : attributes.coerce(name, value));
            } catch (IllegalArgumentException e) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        });
        return coerced;
    }

    /**
     * Returns the list that carries the attributes of a contact that joins none. One that is in a list of ours already
     * joins nothing by it; one that has left any list is put into no other.
     */
    private Set<Long> carriers(Held held, Set<Long> left) {
        Set<Long> ours = new LinkedHashSet<>(held.applied().lists());
        ours.retainAll(held.standing().memberOf());
        if (!ours.isEmpty()) return Set.of(ours.stream().min(Long::compare).orElseThrow());
        return left.isEmpty() ? Set.of(vehicle.list()) : Set.of();
    }

    private static List<ListDeparture> departures(ContactDraft draft, Held held) {
        Set<Long> leaves =
                new LinkedHashSet<>(draft.leavesAllLists() ? held.applied().ours() : draft.leaves());
        leaves.retainAll(held.applied().ours());
        leaves.retainAll(held.standing().memberOf());
        return leaves.stream()
                .map(list -> new ListDeparture(held.key(), draft.email(), list))
                .toList();
    }

    /** An import can't clear a single field, and is known to lose a false over a true, or was seen to. */
    private static boolean needsUpsert(Map.Entry<String, @Nullable Object> field, Held held) {
        Object value = field.getValue();
        if (value == null) return true;
        if (Long.valueOf(Fingerprint.LOST).equals(held.applied().fields().get(field.getKey()))) return true;
        return Boolean.FALSE.equals(value) && held.standing().trueAttributes().contains(field.getKey());
    }

    private static String canonical(@Nullable Object value) {
        if (value == null) return "\0";
        if (value instanceof BigDecimal number)
            return number.stripTrailingZeros().toString();
        if (value instanceof List<?> many) {
            return many.stream().map(String::valueOf).collect(Collectors.joining("\0"));
        }
        return value.toString();
    }
}
