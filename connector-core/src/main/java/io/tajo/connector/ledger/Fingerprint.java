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
 * @param others the lists that the contact was in by somebody else's doing: the library takes nobody out of them, and puts
 *     nobody back who has left one
 */
public record Fingerprint(Map<String, Long> fields, Set<Long> lists, Set<Long> leaving, Set<Long> others) {
    /** Stands for the value of a field that Brevo may hold in its old form or its new one. */
    public static final long IN_DOUBT = 0;

    /** Nothing is known of the contact. */
    public static final Fingerprint NONE = new Fingerprint(Map.of(), Set.of(), Set.of());

    /**
     * Copies the collections.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into, whether or not it has left them since
     * @param leaving the lists that the library is taking the contact out of
     * @param others the lists that the contact was in by somebody else's doing
     */
    public Fingerprint {
        fields = Map.copyOf(fields);
        lists = Set.copyOf(lists);
        leaving = Set.copyOf(leaving);
        others = Set.copyOf(others);
    }

    /**
     * Returns a fingerprint of a contact that is in no list by somebody else's doing.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into
     * @param leaving the lists that the library is taking the contact out of
     */
    public Fingerprint(Map<String, Long> fields, Set<Long> lists, Set<Long> leaving) {
        this(fields, lists, leaving, Set.of());
    }

    /** {@return every list that the contact is known to have been in} */
    public Set<Long> memberships() {
        return union(lists, others);
    }

    /**
     * Returns this fingerprint while a change of it is under way: the fields of the change are in doubt. The lists stay,
     * since what put a contact into one stays true.
     *
     * @param change what may come to pass
     * @return what is known until then
     */
    public Fingerprint during(Fingerprint change) {
        Map<String, Long> doubtful = new TreeMap<>(fields);
        change.fields.keySet().forEach(name -> doubtful.put(name, IN_DOUBT));
        return new Fingerprint(doubtful, lists, union(leaving, change.leaving), others);
    }

    /**
     * Returns this fingerprint after a change of it has come to pass.
     *
     * @param change what was applied
     * @return what is known now
     */
    public Fingerprint after(Fingerprint change) {
        Map<String, Long> known = new TreeMap<>(fields);
        known.putAll(change.fields);
        Set<Long> memberships = union(lists, change.lists);
        memberships.removeAll(change.leaving);
        Set<Long> departures = new LinkedHashSet<>(leaving);
        departures.removeAll(change.leaving);
        departures.removeAll(change.lists);
        return new Fingerprint(known, memberships, departures, union(others, change.others));
    }

    /**
     * Returns this fingerprint without some fields.
     *
     * @param left their names
     * @return what is left
     */
    public Fingerprint without(Set<String> left) {
        Map<String, Long> rest = new TreeMap<>(fields);
        rest.keySet().removeAll(left);
        return new Fingerprint(rest, lists, leaving, others);
    }

    private static Set<Long> union(Set<Long> some, Set<Long> more) {
        Set<Long> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
