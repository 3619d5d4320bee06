package io.tajo.connector.deliver;

import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.plan.ContactChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes of one kind on their way to one import: the first few as they are, since few are cheaper to send one by one, and
 * all of them as the bytes that an import sends. For one thread.
 */
final class ImportBatch {
    private final ImportKind kind;
    private final int fewest;
    private final ImportBody body;
    private final List<ContactChange> first = new ArrayList<>();
    private final ReadBackSample sample;
    private final Map<ContactKey, String> persons = new LinkedHashMap<>();
    private final Map<ContactKey, ContactState> fingerprints = new LinkedHashMap<>();
    private final Map<Set<String>, List<ContactKey>> byFields = new HashMap<>();

    /**
     * Starts a batch.
     *
     * @param kind what the import does
     * @param fewest how many changes make an import worth its while, at least 1
     * @param sample takes the changes that will be read back
     */
    ImportBatch(ImportKind kind, int fewest, ReadBackSample sample) {
        this.kind = kind;
        this.fewest = fewest;
        this.sample = sample;
        this.body = ImportBody.of(kind);
    }

    /** Adds a change, or returns false if the batch is full. */
    boolean offer(ContactChange change) {
        if (!body.offer(change)) return false;
        if (first.size() < fewest) first.add(change);
        sample.offer(change);
        persons.put(change.key(), change.person());
        fingerprints.put(change.key(), change.fingerprint());
        byFields.computeIfAbsent(change.attributes().keySet(), key -> new ArrayList<>())
                .add(change.key());
        return true;
    }

    /** Returns whether an import would cost more than sending the changes one by one. */
    boolean isSmall() {
        return persons.size() < fewest;
    }

    boolean isEmpty() {
        return persons.isEmpty();
    }

    /** Returns the bytes of its body. */
    int size() {
        return body.size();
    }

    ImportKind kind() {
        return kind;
    }

    ImportBody body() {
        return body;
    }

    /** Returns the changes that are worth reading back. */
    List<ContactChange> sample() {
        return sample.changes();
    }

    /** Returns its contacts by the fields that change of them: there are few sets of fields for many contacts. */
    Map<Set<String>, List<ContactKey>> byFields() {
        return byFields;
    }

    /** Takes the first changes out of a small batch. */
    List<ContactChange> removeFirst(int most) {
        List<ContactChange> some = first.subList(0, Math.min(most, first.size()));
        List<ContactChange> removed = List.copyOf(some);
        some.clear();
        for (ContactChange change : removed) {
            persons.remove(change.key());
            fingerprints.remove(change.key());
        }
        return removed;
    }

    /** Returns PostHog's id of each person by its contact. */
    Map<ContactKey, String> persons() {
        return persons;
    }

    Map<ContactKey, ContactState> fingerprints() {
        return fingerprints;
    }
}
