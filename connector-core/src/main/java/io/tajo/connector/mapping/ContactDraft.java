package io.tajo.connector.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Brevo should hold of one contact, as a mapper writes it. Made for one mapping on one thread.
 *
 * <p>Values are coerced to their attribute's type later: text, numbers, booleans, {@code Instant}, {@code LocalDate} or
 * a collection of texts. EMAIL is no attribute and a configuration error, see {@link AttributeName}.
 */
public final class ContactDraft {
    private final String email;
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final Set<String> ownClears = new LinkedHashSet<>();
    private final Map<String, String> omitted = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<Long> joins = new LinkedHashSet<>();
    private final Set<Long> leaves = new LinkedHashSet<>();
    private final Set<Long> stays = new LinkedHashSet<>();
    private boolean deleted;
    private boolean leavesAll;
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
     * Sets an attribute. {@code 0}, {@code false} and empty text are values; null is none and changes nothing, neither
     * what Brevo holds nor what was set before. To remove what Brevo holds, see {@link #clear}.
     *
     * @param attribute its name in Brevo; written in capitals
     * @param value its value
     * @return this draft
     */
    public ContactDraft set(String attribute, @Nullable Object value) {
        if (value != null) attributes.put(capitals(attribute), value);
        return this;
    }

    /**
     * Clears an attribute: what Brevo holds in it is removed.
     *
     * @param attribute its name in Brevo
     * @return this draft
     */
    public ContactDraft clear(String attribute) {
        attributes.put(capitals(attribute), null);
        return this;
    }

    /**
     * Clears an attribute where this library has filled it before: the way to take something back without writing to
     * contacts that never had it. What is set for it in this draft wins.
     *
     * @param attribute its name in Brevo
     * @return this draft
     */
    public ContactDraft clearOwn(String attribute) {
        ownClears.add(capitals(attribute));
        return this;
    }

    /**
     * Leaves what Brevo holds in an attribute, and reports why it could not be filled. What was set before is dropped.
     *
     * @param attribute its name in Brevo
     * @param reason why, for the report; never a person's data
     * @return this draft
     */
    public ContactDraft omit(String attribute, String reason) {
        attributes.remove(capitals(attribute));
        omitted.put(capitals(attribute), reason);
        return this;
    }

    /**
     * Rejects the contact should this attribute's value not fit.
     *
     * @param attribute its name in Brevo
     * @return this draft
     */
    public ContactDraft require(String attribute) {
        required.add(capitals(attribute));
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
     * Takes the contact out of a list, if this library has put it in.
     *
     * @param listId the list's id in Brevo
     * @return this draft
     */
    public ContactDraft leaveList(long listId) {
        leaves.add(listId);
        return this;
    }

    /**
     * Takes the contact out of every list that this library has put it into.
     *
     * @return this draft
     */
    public ContactDraft leaveAllLists() {
        leavesAll = true;
        return this;
    }

    /**
     * Deletes the contact in Brevo, if this library has filled it before. One that is blocklisted, or has unsubscribed from a
     * list, is kept: with it, Brevo would forget that.
     *
     * @return this draft
     */
    public ContactDraft delete() {
        deleted = true;
        return this;
    }

    /**
     * Leaves the contact where it is in a mirrored list, in or out: for when its place is not known.
     *
     * @param listId the list's id in Brevo
     * @return this draft
     */
    public ContactDraft keepInList(long listId) {
        stays.add(listId);
        return this;
    }

    /**
     * Leaves the person out: it is in no list, and no job writes an attribute or an event for it. What Brevo holds of the
     * contact stays, but it leaves the mirrored lists that this library has put it into. Called by a mapper that reads what
     * only one kind of job knows, such as {@code cohort_names}, it holds in that job.
     *
     * @param reason why, for the report; never a person's data
     */
    public void skip(String reason) {
        skipReason = reason;
    }

    /** {@return another draft that holds the same} */
    public ContactDraft copy() {
        ContactDraft copy = new ContactDraft(email);
        copy.add(this);
        return copy;
    }

    /**
     * Adds what another draft holds, which overwrites what this one holds.
     *
     * @param other the other draft, whatever its address
     */
    public void add(ContactDraft other) {
        other.omitted.forEach(this::omit);
        attributes.putAll(other.attributes);
        ownClears.addAll(other.ownClears);
        required.addAll(other.required);
        joins.addAll(other.joins);
        leaves.addAll(other.leaves);
        stays.addAll(other.stays);
        deleted |= other.deleted;
        leavesAll |= other.leavesAll;
        if (other.skipReason != null) skipReason = other.skipReason;
    }

    /** {@return the contact's address} */
    public String email() {
        return email;
    }

    /** {@return the attributes by name, in the order they were set; null where the attribute is cleared} */
    public Map<String, @Nullable Object> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** {@return the attributes to clear where this library has filled them before} */
    public Set<String> ownClears() {
        return Collections.unmodifiableSet(ownClears);
    }

    /** {@return the attributes that could not be filled, each with the reason} */
    public Map<String, String> omitted() {
        return Collections.unmodifiableMap(omitted);
    }

    /** {@return the attributes whose misfit rejects the contact} */
    public Set<String> required() {
        return Collections.unmodifiableSet(required);
    }

    /** {@return the lists to join} */
    public Set<Long> joins() {
        return Collections.unmodifiableSet(joins);
    }

    /** {@return the lists to leave} */
    public Set<Long> leaves() {
        return Collections.unmodifiableSet(leaves);
    }

    /** {@return the mirrored lists that the contact stays in, should it be there} */
    public Set<Long> stays() {
        return Collections.unmodifiableSet(stays);
    }

    /** {@return whether the contact leaves every list that this library has put it into} */
    public boolean leavesAllLists() {
        return leavesAll;
    }

    /** {@return whether the contact is deleted} */
    public boolean isDeleted() {
        return deleted;
    }

    /** {@return why the person is left out; empty if it is not} */
    public Optional<String> skipReason() {
        return Optional.ofNullable(skipReason);
    }

    private static String capitals(String attribute) {
        return AttributeName.of(attribute);
    }

    /** {@return the attributes' names only: the rest is personal} */
    @Override
    public String toString() {
        return "ContactDraft" + attributes.keySet();
    }
}
