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

    private final TargetAttributes attributes;
    private final KeyedHash hash;
    private final Vehicle vehicle;

    ChangePlanner(TargetAttributes attributes, KeyedHash hash, Vehicle vehicle) {
        this.attributes = attributes;
        this.hash = hash;
        this.vehicle = vehicle;
    }

    /** A contact as it is: what the ledger proves of it, how it stands in Brevo, and who it is there until it is renamed. */
    record Held(ContactKey key, Fingerprint applied, Standing standing, Optional<ContactChange.Former> former) {
        Held(ContactKey key, Fingerprint applied, Standing standing) {
            this(key, applied, standing, Optional.empty());
        }
    }

    /** Returns the external id that a draft gives, if Brevo is proven to hold just that of a contact. */
    Optional<String> provenExtId(ContactDraft draft, Fingerprint applied) {
        Object extId = draft.attributes().get(EXT_ID);
        if (extId == null) return Optional.empty();
        Long proven = applied.fields().get(EXT_ID);
        return Optional.of(extId.toString())
                .filter(id -> Long.valueOf(hash.field(EXT_ID, id)).equals(proven));
    }

    Decision plan(String person, ContactDraft draft, Held held) {
        if (draft.isDeleted()) return deletion(person, draft, held);
        Map<String, String> refused = new LinkedHashMap<>(draft.leftOut());
        Map<String, @Nullable Object> values = coerced(draft, held.applied(), refused);
        for (String required : draft.required()) {
            String reason = refused.get(required);
            if (reason != null) return new Decision.Rejected(person, required + ": " + reason);
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
        withheld.removeIf(list -> !hasLeft(list, held));
        Set<Long> joins = new LinkedHashSet<>(draft.joins());
        joins.removeAll(withheld);

        Decision.Remarks remarks = new Decision.Remarks(refused, withheld, departures(draft, held));
        boolean joined = held.standing().memberOf().containsAll(joins)
                && held.applied().memberships().containsAll(joins);
        boolean exists = held.standing().known() || !vehicle.makesContacts();
        if (held.former().isPresent()) return renaming(person, draft, held, differing, prints, joins, remarks);
        if (differing.isEmpty() && joined && exists) return new Decision.Unchanged(person, remarks);

        Set<Long> lists = joins.isEmpty() && withheld.isEmpty() ? carriers(held) : joins;
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
                        fingerprint(prints, lists, held)),
                remarks);
    }

    /** What is known of the contact moves to its new address with it. */
    private static Decision renaming(
            String person,
            ContactDraft draft,
            Held held,
            Map<String, @Nullable Object> differing,
            Map<String, Long> prints,
            Set<Long> joins,
            Decision.Remarks remarks) {
        Fingerprint after = held.applied().after(fingerprint(prints, joins, held));
        Set<Long> ours = new LinkedHashSet<>(held.applied().joining());
        ours.retainAll(held.standing().memberOf());
        ours.addAll(after.lists());
        Fingerprint moved = new Fingerprint(after.fields(), ours, Set.of(), after.others());
        return new Decision.Changed(
                new ContactChange(
                        held.key(), person, draft.email(), differing, joins, Way.RENAME, false, moved, held.former()),
                remarks);
    }

    /** Who was in a list before the library came is not its own to take out again. */
    private static Fingerprint fingerprint(Map<String, Long> prints, Set<Long> lists, Held held) {
        Set<Long> others = new LinkedHashSet<>(lists);
        others.retainAll(held.standing().memberOf());
        others.removeAll(held.applied().ours());
        Set<Long> ours = new LinkedHashSet<>(lists);
        ours.removeAll(others);
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
                held.key(),
                person,
                draft.email(),
                Map.of(),
                Set.of(),
                Way.DELETE,
                false,
                Fingerprint.NONE,
                Optional.empty());
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
    private Set<Long> carriers(Held held) {
        Set<Long> ours = new LinkedHashSet<>(held.applied().lists());
        ours.retainAll(held.standing().memberOf());
        if (!ours.isEmpty()) return Set.of(ours.stream().min(Long::compare).orElseThrow());
        boolean hasLeftAny = !held.standing().left().isEmpty()
                || held.applied().memberships().stream().anyMatch(list -> hasLeft(list, held));
        return hasLeftAny ? Set.of() : Set.of(vehicle.list());
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

    /** Either Brevo says so, or the library had put the contact in and it is no longer there, without our doing. */
    private static boolean hasLeft(long list, Held held) {
        if (held.standing().left().contains(list)) return true;
        return held.applied().memberships().contains(list)
                && !held.applied().leaving().contains(list)
                && !held.standing().memberOf().contains(list);
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
