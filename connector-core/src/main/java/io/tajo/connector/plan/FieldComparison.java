package io.tajo.connector.plan;

import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.KeyedHash;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values that a contact should hold with what Brevo holds, and with what the ledger knows was sent. For one
 * contact.
 */
final class FieldComparison {
    private final KeyedHash hash;
    private final ValueMarks marks;
    private final Held held;
    private final Map<String, @Nullable Object> differing = new LinkedHashMap<>();
    private final Map<String, Long> prints = new LinkedHashMap<>();
    private final Map<String, Long> adopted = new LinkedHashMap<>();
    private final Set<String> otherForms = new LinkedHashSet<>();
    private boolean needsUpsert;
    private boolean clearsFirst;
    private boolean resend;

    FieldComparison(KeyedHash hash, ValueMarks marks, Held held) {
        this.hash = hash;
        this.marks = marks;
        this.held = held;
    }

    /** Takes every value as one that Brevo may hold otherwise. */
    FieldComparison resend(boolean all) {
        resend = all;
        return this;
    }

    FieldComparison take(Map<String, ? extends @Nullable Object> values) {
        values.forEach(this::take);
        return this;
    }

    private void take(String name, @Nullable Object value) {
        long print = hash.field(name, canonical(value));
        Long known = held.applied().fields().get(name);
        boolean sentBefore = known != null && known == print;
        int there = held.mark(name);
        boolean isHeld = isHeld(name, value, there, sentBefore);
        boolean isLeft = !resend || isEmpty(name, value);
        if (isHeld && isLeft) {
            if (!sentBefore && value != null) adopted.put(name, print);
            // Brevo does hold the value as it is sent: another value there was set by hand.
            if (held.applied().fields().getOrDefault(otherFormOf(name), ContactState.IN_DOUBT) != ContactState.IN_DOUBT)
                adopted.put(otherFormOf(name), ContactState.IN_DOUBT);
            return;
        }
        if (sentBefore && !resend && isOtherForm(name, there)) {
            otherForms.add(name);
            return;
        }
        // An import ignores an empty text: it has to clear.
        boolean clears = marks.has(name) && marks.of(name, value) == ValueMarks.EMPTY;
        differing.put(name, clears ? null : value);
        prints.put(name, print);
        // Brevo holds something else than it was sent. If it does so again, that is what it makes of the value.
        if (sentBefore && !isHeld && there != ValueMarks.EMPTY) prints.put(otherFormOf(name), otherForm(name, there));
        // Imports were seen to lose the field.
        needsUpsert |= known != null && known == ContactState.LOST;
        // Imports are known to lose a false over a true.
        clearsFirst |= Boolean.FALSE.equals(value) && there == marks.of(name, true);
    }

    private boolean isHeld(String name, @Nullable Object value, int there, boolean sentBefore) {
        boolean isEmpty = isEmpty(name, value);
        if (!held.status().known()) return isEmpty;
        // What a mapper writes without having declared it is not read from Brevo.
        if (!marks.has(name)) return sentBefore;
        if (isEmpty) return there == ValueMarks.EMPTY;
        // Not every account shows external ids among the attributes.
        if (name.equals(ChangePlanner.EXT_ID) && there == ValueMarks.EMPTY) return sentBefore;
        return marks.areComparable(name) ? there == marks.of(name, value) : sentBefore && there != ValueMarks.EMPTY;
    }

    private boolean isEmpty(String name, @Nullable Object value) {
        return value == null || (marks.has(name) && marks.of(name, value) == ValueMarks.EMPTY);
    }

    private boolean isOtherForm(String name, int there) {
        Long known = held.applied().fields().get(otherFormOf(name));
        return known != null && known == otherForm(name, there);
    }

    private long otherForm(String name, int there) {
        return hash.field(otherFormOf(name), Integer.toHexString(there));
    }

    private static String otherFormOf(String name) {
        return name + ContactState.OTHER_FORM;
    }

    /** Takes out an attribute that can't be sent after all. */
    void omit(String name) {
        differing.remove(name);
        prints.remove(name);
        prints.remove(otherFormOf(name));
    }

    /** Returns the attributes that Brevo must hold otherwise, null where it must hold nothing. */
    Map<String, @Nullable Object> differing() {
        return differing;
    }

    /** Returns what the ledger knows once the differing attributes are applied. */
    Map<String, Long> prints() {
        return prints;
    }

    /** Returns what the ledger did not know to be held already. */
    Map<String, Long> adopted() {
        return adopted;
    }

    /** Returns the attributes that Brevo holds in a form of its own. */
    Set<String> otherForms() {
        return otherForms;
    }

    boolean needsUpsert() {
        return needsUpsert;
    }

    boolean clearsFirst() {
        return clearsFirst;
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
