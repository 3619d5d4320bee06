package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.KeyedHash;
import io.tajo.connector.mapping.ContactDraft;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a draft with what Brevo holds. For one thread. */
final class ChangePlanner {
    private final TargetAttributes attributes;
    private final KeyedHash hash;

    ChangePlanner(TargetAttributes attributes, KeyedHash hash) {
        this.attributes = attributes;
        this.hash = hash;
    }

    Decision plan(String person, ContactKey key, ContactDraft draft, Standing standing, Fingerprint applied) {
        Map<String, String> refused = new LinkedHashMap<>();
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        Map<String, Long> prints = new LinkedHashMap<>();
        coerced(draft, refused).forEach((name, value) -> {
            long print = hash.field(name, canonical(value));
            if (Long.valueOf(print).equals(applied.fields().get(name))) return;
            differing.put(name, value);
            prints.put(name, print);
        });

        Set<Long> withheld = new LinkedHashSet<>(draft.joins());
        withheld.removeIf(list -> !hasLeft(list, standing, applied));
        Set<Long> joins = new LinkedHashSet<>(draft.joins());
        joins.removeAll(withheld);

        Decision.Remarks remarks = new Decision.Remarks(refused, withheld);
        if (differing.isEmpty()
                && standing.memberOf().containsAll(joins)
                && applied.lists().containsAll(joins)) {
            return new Decision.Unchanged(person, remarks);
        }
        boolean alone =
                joins.isEmpty() || differing.entrySet().stream().anyMatch(field -> needsUpsert(field, standing));
        Fingerprint fingerprint = new Fingerprint(prints, joins);
        return new Decision.Changed(
                new ContactChange(key, person, draft.email(), differing, joins, alone, fingerprint), remarks);
    }

    private Map<String, @Nullable Object> coerced(ContactDraft draft, Map<String, String> refused) {
        Map<String, @Nullable Object> coerced = new LinkedHashMap<>();
        draft.attributes().forEach((name, value) -> {
            try {
                coerced.put(name, value == null ? null : attributes.coerce(name, value));
            } catch (IllegalArgumentException e) {
                refused.put(name, String.valueOf(e.getMessage()));
            }
        });
        return coerced;
    }

    /** Either Brevo says so, or the library had put the contact in and it is no longer there. */
    private static boolean hasLeft(long list, Standing standing, Fingerprint applied) {
        if (standing.left().contains(list)) return true;
        return applied.lists().contains(list) && !standing.memberOf().contains(list);
    }

    /** An import can't clear a single field, and is known to lose a false over a true. */
    private static boolean needsUpsert(Map.Entry<String, @Nullable Object> field, Standing standing) {
        Object value = field.getValue();
        if (value == null) return true;
        return Boolean.FALSE.equals(value) && standing.trueAttributes().contains(field.getKey());
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
