package io.tajo.connector.ledger;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Brevo holds of a contact, in hashes; or, as a change, what it will hold more or otherwise.
 *
 * @param fields each mapped attribute with the hash of its value, {@link #IN_DOUBT} while a request is under way
 * @param lists the lists that the library has put the contact into, whether or not it has left them since
 * @param leaving the lists that the library is taking the contact out of
 * @param others the lists that the contact was in before the library came: the library removes no contact from them, and puts
 *     no contact back that has left one
 * @param joining the lists that a request was to put the contact into whose outcome is not known: who is found in one is
 *     there by the library's doing, but the contact is not known to have left one
 */
public record ContactState(
        Map<String, Long> fields, Set<Long> lists, Set<Long> leaving, Set<Long> others, Set<Long> joining) {
    /** Stands for the value of a field that Brevo may hold in its old form or its new one. */
    public static final long IN_DOUBT = 0;

    /** Stands for the value of a field that an import was seen to lose: it has to go by an upsert. */
    public static final long LOST = 1;

    /** After an attribute's name: stands for a value that Brevo has turned into a form of its own. */
    public static final String OTHER_FORM = "~";

    /** Among the fields of a contact that held its values before the library sent any: it is not the library's to delete. */
    public static final String ADOPTED = "+adopted";

    /** Among the fields of a contact that the library has created or changed. */
    public static final String FILLED = "+filled";

    private static final long MARKED = 2;

    /** Nothing is known of the contact: a ledger keeps no such fingerprint. */
    public static final ContactState NONE = new ContactState(Map.of(), Set.of(), Set.of());

    /**
     * Copies the collections.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into, whether or not it has left them since
     * @param leaving the lists that the library is taking the contact out of
     * @param others the lists that the contact was in before the library came
     * @param joining the lists that it may have been put into
     */
    public ContactState {
        fields = Map.copyOf(fields);
        lists = Set.copyOf(lists);
        leaving = Set.copyOf(leaving);
        others = Set.copyOf(others);
        joining = Set.copyOf(joining);
    }

    /**
     * Returns a fingerprint of a contact that no unanswered request was to put into a list.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into
     * @param leaving the lists that the library is taking the contact out of
     * @param others the lists that the contact was in before the library came
     */
    public ContactState(Map<String, Long> fields, Set<Long> lists, Set<Long> leaving, Set<Long> others) {
        this(fields, lists, leaving, others, Set.of());
    }

    /**
     * Returns the state of a contact that is in no list but by the library's doing.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into
     * @param leaving the lists that the library is taking the contact out of
     */
    public ContactState(Map<String, Long> fields, Set<Long> lists, Set<Long> leaving) {
        this(fields, lists, leaving, Set.of());
    }

    /** {@return the lists that the contact is in by the library's doing, should it be in them} */
    public Set<Long> ours() {
        return union(lists, joining);
    }

    /** {@return every list that the contact is known to have been in} */
    public Set<Long> memberships() {
        return union(lists, others);
    }

    /** {@return whether Brevo once surely held the contact: a value of it, or its membership in a list} */
    public boolean isProven() {
        return !lists.isEmpty()
                || !others.isEmpty()
                || fields.values().stream().anyMatch(hash -> hash != IN_DOUBT && hash != LOST);
    }

    /** {@return whether the library has created the contact or changed it} */
    public boolean isFilled() {
        return isProven() && (!fields.containsKey(ADOPTED) || fields.containsKey(FILLED));
    }

    /**
     * Returns this fingerprint with a mark among its fields.
     *
     * @param mark {@link #ADOPTED} or {@link #FILLED}
     * @return the changed copy
     */
    public ContactState with(String mark) {
        Map<String, Long> more = new TreeMap<>(fields);
        more.put(mark, MARKED);
        return new ContactState(more, lists, leaving, others, joining);
    }

    /**
     * Returns this fingerprint without some lists that the library has put the contact into.
     *
     * @param left the lists
     * @return what is left
     */
    public ContactState withoutLists(Set<Long> left) {
        Set<Long> rest = new LinkedHashSet<>(lists);
        rest.removeAll(left);
        return new ContactState(fields, rest, leaving, others, joining);
    }

    /**
     * Returns this fingerprint while it is not known whether a change of it has come to pass: the fields of the change are
     * in doubt, and its lists may have been joined. Lists that were joined before stay.
     *
     * @param change what may come to pass
     * @return what is known until then
     */
    public ContactState during(ContactState change) {
        Map<String, Long> doubtful = new TreeMap<>(fields);
        change.fields.keySet().forEach(name -> doubtful.put(name, IN_DOUBT));
        return new ContactState(doubtful, lists, union(leaving, change.leaving), others, union(joining, change.lists));
    }

    /**
     * Returns this fingerprint after a change of it has come to pass.
     *
     * @param change what was applied
     * @return what is known now
     */
    public ContactState after(ContactState change) {
        Map<String, Long> known = new TreeMap<>(fields);
        known.putAll(change.fields);
        Set<Long> memberships = union(lists, change.lists);
        memberships.removeAll(change.leaving);
        return new ContactState(
                known, memberships, without(leaving, change), union(others, change.others), without(joining, change));
    }

    /**
     * Returns this fingerprint without some fields.
     *
     * @param left their names
     * @return what is left
     */
    public ContactState without(Set<String> left) {
        Map<String, Long> rest = new TreeMap<>(fields);
        for (String name : left) {
            rest.remove(name);
            rest.remove(name + OTHER_FORM);
        }
        return new ContactState(rest, lists, leaving, others, joining);
    }

    /**
     * Returns what of this fingerprint some attributes and what belongs to them make.
     *
     * @param wanted the attributes
     * @return the part
     */
    public ContactState only(Set<String> wanted) {
        Map<String, Long> part = new TreeMap<>();
        fields.forEach((name, print) -> {
            String attribute = name.endsWith(OTHER_FORM) ? name.substring(0, name.length() - 1) : name;
            if (wanted.contains(attribute)) part.put(name, print);
        });
        return new ContactState(part, Set.of(), Set.of(), Set.of());
    }

    private static Set<Long> union(Set<Long> some, Set<Long> more) {
        Set<Long> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** Of a list that a contact has surely joined or left, nothing is left open. */
    private static Set<Long> without(Set<Long> open, ContactState change) {
        Set<Long> rest = new LinkedHashSet<>(open);
        rest.removeAll(change.leaving);
        rest.removeAll(change.lists);
        return rest;
    }
}
