package io.tajo.connector.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Brevo should hold of one contact, as a mapper writes it. Made for one mapping on one thread.
 *
 * <p>Values are coerced to their attribute's type later: text, numbers, booleans, {@code Instant}, {@code LocalDate} or
 * a collection of texts.
 */
public final class ContactDraft {
    private final String email;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final Set<Long> joins = new LinkedHashSet<>();
    private @Nullable String skipReason;

    private ContactDraft(String email) {
        this.email = email;
    }

    /**
     * Returns an empty draft.
     *
     * @param email the contact's address
     * @return the draft
     */
    public static ContactDraft of(String email) {
        return new ContactDraft(email);
    }

    /**
     * Sets an attribute. {@code 0}, {@code false} and empty text are values.
     *
     * @param attribute its name in Brevo; written in capitals
     * @param value its value
     * @return this draft
     */
    public ContactDraft set(String attribute, Object value) {
        attributes.put(attribute.toUpperCase(Locale.ROOT), value);
        return this;
    }

    /**
     * Clears an attribute: what Brevo holds in it is removed.
     *
     * @param attribute its name in Brevo
     * @return this draft
     */
    public ContactDraft clear(String attribute) {
        attributes.put(attribute.toUpperCase(Locale.ROOT), null);
        return this;
    }

    /**
     * Puts the contact into a list, unless it has left that list before.
     *
     * @param listId the list's id in Brevo
     * @return this draft
     */
    public ContactDraft joinList(long listId) {
        joins.add(listId);
        return this;
    }

    /**
     * Leaves the person out of this run.
     *
     * @param reason why, for the report; never a person's data
     */
    public void skip(String reason) {
        skipReason = reason;
    }

    /** {@return the contact's address} */
    public String email() {
        return email;
    }

    /** {@return the attributes by name, in the order they were set; null clears} */
    public Map<String, @Nullable Object> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** {@return the lists to join} */
    public Set<Long> joins() {
        return Collections.unmodifiableSet(joins);
    }

    /** {@return why the person is left out; empty if it is not} */
    public Optional<String> skipReason() {
        return Optional.ofNullable(skipReason);
    }

    /** {@return the attributes' names only: the rest is personal} */
    @Override
    public String toString() {
        return "ContactDraft" + attributes.keySet();
    }
}
