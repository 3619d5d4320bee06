package io.tajo.connector.plan;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about persons, some thousand at a time, so that the ledger is asked in bulk. For one thread. */
public final class Planner {
    private final FieldMapper mapper;
    private final ChangePlanner changes;
    private final ContactSnapshot snapshot;
    private final Lease lease;
    private final MirrorTracker mirrors;
    private final Set<ContactKey> underWay;
    private final MapperFailures failures = new MapperFailures();
    private SkippedContacts omitted = SkippedContacts.none();
    private @Nullable AddressChanges moves;
    private final Set<Long> again = new HashSet<>();
    private long met;

    /**
     * Creates the planner of one run.
     *
     * @param mapper maps persons to contacts
     * @param attributes what Brevo's attributes take
     * @param snapshot what Brevo holds
     * @param lease what Brevo was last proven to hold
     * @param mirrors told who belongs in which mirrored list
     * @param createsContacts whether every person becomes a contact
     * @param underWay contacts that an import of an earlier run carries
     */
    public Planner(
            FieldMapper mapper,
            TargetAttributes attributes,
            ContactSnapshot snapshot,
            Lease lease,
            MirrorTracker mirrors,
            boolean createsContacts,
            Set<ContactKey> underWay) {
        this.underWay = Set.copyOf(underWay);
        this.mapper = mapper;
        this.changes = new ChangePlanner(attributes, lease.hash(), snapshot.marks(), createsContacts);
        this.snapshot = snapshot;
        this.lease = lease;
        this.mirrors = mirrors;
    }

    /** Sends each change in one request, lists too: the contact was looked at directly before. */
    public void sendWhole() {
        changes.sendWhole();
    }

    /** Sends every value, also where Brevo holds it already. */
    public void resend() {
        changes.resend();
    }

    /**
     * Leaves contacts out whose persons the mapping skips, where the rows are not persons.
     *
     * @param contacts the contacts
     */
    public void omit(SkippedContacts contacts) {
        omitted = contacts;
    }

    /**
     * Follows persons from one address to the next, where the ids of the rows are those of persons.
     *
     * @param reach which persons the run meets
     * @param dry whether nothing may be written
     */
    public void followPersons(ReadScope reach, boolean dry) {
        moves = new AddressChanges(changes, lease, snapshot, reach, dry);
    }

    /**
     * A person whose address was checked.
     *
     * @param profile what is known
     * @param address the address
     */
    public record Candidate(Profile profile, EmailAddress address) {}

    /**
     * Decides about some persons.
     *
     * @param candidates persons with valid addresses
     * @return a decision for each, in their order
     */
    public List<Decision> decide(List<Candidate> candidates) {
        List<ContactKey> keys = candidates.stream()
                .map(candidate -> lease.hash().contact(candidate.address().value()))
                .toList();
        Map<ContactKey, ContactState> applied = new LinkedHashMap<>(lease.applied(keys));
        Map<String, List<ContactHistory.Earlier>> moved = moved(candidates, keys, applied);
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Candidate candidate = candidates.get(i);
            Held held = held(keys.get(i), applied);
            decisions.add(decide(candidate, held, moved.get(candidate.profile().id())));
        }
        return decisions;
    }

    /**
     * Ends the run if the mapper fails for every person.
     *
     * @throws MappingFailedException if it has thrown the same for a hundred persons in a row
     */
    public void checkMapper() {
        failures.check();
    }

    /**
     * Decides about the persons that wait, once every person was read.
     *
     * @return a decision for each
     */
    public List<Decision> decideWaiting() {
        return moves == null ? List.of() : moves.plan();
    }

    /**
     * Decides about contacts that Brevo holds and the rows do not: what this library has filled is cleared.
     *
     * @param emails the contacts' addresses, some thousand
     * @param attributes the attributes of the job
     * @return a decision for each contact that holds something to clear
     */
    List<Decision.Changed> decideOthers(Collection<String> emails, Set<String> attributes) {
        Map<ContactKey, String> others = new LinkedHashMap<>();
        for (String email : emails) {
            ContactKey key = lease.hash().contact(email);
            boolean filled = attributes.stream().anyMatch(name -> snapshot.mark(key, name) != ValueMarks.EMPTY);
            if (filled && !snapshot.hasMet(key) && !underWay.contains(key)) others.put(key, email);
        }
        if (others.isEmpty()) return List.of();
        Map<ContactKey, ContactState> applied = lease.applied(others.keySet());
        List<Decision.Changed> decisions = new ArrayList<>();
        others.forEach((key, email) -> {
            ContactDraft draft = ContactDraft.of(email);
            attributes.forEach(draft::clearOwn);
            // Only the ledger knows the contact: it stands for no row.
            String name = "contact " + Long.toHexString(key.high());
            Decision decision = changes.plan(name, draft, held(key, applied));
            if (decision instanceof Decision.Changed changed) decisions.add(changed);
        });
        return decisions;
    }

    /** Returns how many contacts the rows held. */
    long met() {
        return met;
    }

    /** {@return how many wait for a decision} */
    public int waiting() {
        return moves == null ? 0 : moves.waiting();
    }

    /** {@return PostHog's ids of the persons that are not decided about in full yet} */
    public Set<String> open() {
        return moves == null ? Set.of() : moves.open().keySet();
    }

    /** {@return the keys of the contacts about which not all is decided yet} */
    public Set<Long> openContacts() {
        Set<Long> keys = new HashSet<>(again);
        if (moves != null) moves.open().values().forEach(contact -> keys.add(contact.high()));
        return keys;
    }

    /**
     * Lets contacts be met once more, about which an earlier part of the same reading has not decided.
     *
     * @param keys the keys of the contacts
     */
    public void meetAgain(Set<Long> keys) {
        again.addAll(keys);
    }

    /** Decides at once about persons whose address has changed: every person was met, in this run or an earlier one. */
    public void allAreMet() {
        if (moves != null) moves.allAreMet();
    }

    /** {@return PostHog's ids of the persons whose contacts are left with an earlier address, once every person was read} */
    public List<String> leftBehind() {
        return moves == null ? List.of() : moves.left();
    }

    /** {@return whether there may be more of them} */
    public boolean areMoreLeftBehind() {
        return moves != null && moves.areMoreLeft();
    }

    private Map<String, List<ContactHistory.Earlier>> moved(
            List<Candidate> candidates, List<ContactKey> keys, Map<ContactKey, ContactState> applied) {
        if (moves == null) return Map.of();
        Map<String, ContactKey> contacts = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++)
            contacts.put(candidates.get(i).profile().id(), keys.get(i));
        return moves.look(contacts, applied);
    }

    private Held held(ContactKey key, Map<ContactKey, ContactState> applied) {
        return new Held(key, applied.getOrDefault(key, ContactState.NONE), snapshot);
    }

    private Decision decide(Candidate candidate, Held held, @Nullable List<ContactHistory.Earlier> earlier) {
        String person = candidate.profile().id();
        ContactKey key = held.key();
        if (held.applied().isProven() && !held.status().known()) {
            return new Decision.Skipped(person, "the contact was deleted in Brevo");
        }
        if (!snapshot.meet(key) && !again.remove(key.high())) return new Decision.Merged(person);
        met++;
        if (underWay.contains(key)) {
            mirrors.keep(key);
            return new Decision.UnderWay(person);
        }
        Optional<String> skipped = omitted.reason(key);
        if (skipped.isPresent()) return new Decision.Skipped(person, skipped.get());
        ContactDraft draft = ContactDraft.of(candidate.address().value());
        Optional<String> failure = map(candidate.profile(), draft);
        if (failure.isPresent()) {
            mirrors.keep(key);
            return new Decision.Rejected(person, failure.get());
        }
        if (draft.skipReason().isPresent()) {
            // It belongs in no list: mirrored ones let it go.
            return new Decision.Skipped(person, draft.skipReason().get());
        }
        mirrors.note(key, draft);
        if (moves != null && earlier != null) return moves.plan(person, draft, held, earlier);
        return changes.plan(person, draft, held);
    }

    private Optional<String> map(Profile profile, ContactDraft draft) {
        try {
            mapper.map(profile, draft);
            failures.mapped();
            return Optional.empty();
        } catch (ConfigurationException e) {
            // What the mapping does not declare is missing for every person alike.
            throw e;
        } catch (RateLimitedException
                | QuotaExhaustedException
                | ServerException
                | TransportException
                | CallInterruptedException e) {
            // A service that a mapping asks for each person can't be asked now: that says nothing about the person.
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(failures.failed(e));
        }
    }
}
