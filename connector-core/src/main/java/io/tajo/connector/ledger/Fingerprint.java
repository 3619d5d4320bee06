package io.tajo.connector.ledger;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Brevo holds of a contact, in hashes.
 *
 * @param fields each mapped attribute with the hash of its value
 * @param lists the lists that the library has put the contact into, whether or not it has left them since
 */
public record Fingerprint(Map<String, Long> fields, Set<Long> lists) {
    /** Nothing is known of the contact. */
    public static final Fingerprint NONE = new Fingerprint(Map.of(), Set.of());

    /**
     * Copies both.
     *
     * @param fields each mapped attribute with the hash of its value
     * @param lists the lists that the library has put the contact into, whether or not it has left them since
     */
    public Fingerprint {
        fields = Map.copyOf(fields);
        lists = Set.copyOf(lists);
    }

    /**
     * Returns this fingerprint with another one laid over it.
     *
     * @param newer what was applied since
     * @return both
     */
    public Fingerprint with(Fingerprint newer) {
        Map<String, Long> allFields = new TreeMap<>(fields);
        allFields.putAll(newer.fields);
        Set<Long> allLists = new LinkedHashSet<>(lists);
        allLists.addAll(newer.lists);
        return new Fingerprint(allFields, allLists);
    }

    /**
     * Returns this fingerprint without some fields.
     *
     * @param names the fields that are no longer known
     * @return the rest, and all lists
     */
    public Fingerprint without(Set<String> names) {
        Map<String, Long> rest = new TreeMap<>(fields);
        rest.keySet().removeAll(names);
        return new Fingerprint(rest, lists);
    }
}
