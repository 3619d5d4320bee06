package io.tajo.connector.deliver;

import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.client.ClientException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.NotFoundException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.TransportException;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends changes one by one. A row that Brevo refuses fails alone. For one thread. */
final class UpsertSender {
    private static final Logger LOG = LoggerFactory.getLogger(UpsertSender.class);

    /** A server that fails so often in a row is down, and the rest of the rows would only wait for it. */
    private static final int FAILURES_THAT_END_THE_RUN = 3;

    /** What a contact can do without: numbers are shared by mistake more often than by being the same person. */
    private static final Set<String> DISPENSABLE = Set.of("SMS", "WHATSAPP", "LANDLINE_NUMBER", BuiltIn.EXT_ID.name());

    private static final Set<String> NUMBERS = Set.of("SMS", "WHATSAPP", "LANDLINE_NUMBER");

    private final ContactsApi contacts;
    private final Lease lease;
    private final DeliveryListener listener;
    private final RenameSender renames;
    private int failuresInARow;

    UpsertSender(ContactsApi contacts, Lease lease, DeliveryListener listener) {
        this.contacts = contacts;
        this.lease = lease;
        this.listener = listener;
        this.renames = new RenameSender(contacts, lease);
    }

    /** Sends changes; where one ends the run, those after it are left to the next. */
    void sendAll(Collection<ContactChange> changes) {
        Iterator<ContactChange> rest = changes.iterator();
        try {
            while (rest.hasNext()) {
                boolean unused = send(rest.next());
            }
        } catch (RuntimeException e) {
            rest.forEachRemaining(change -> listener.settle(change.person(), new Outcome.Pending()));
            throw e;
        }
    }

    /** Sends a change, and returns whether Brevo has taken all of it. */
    boolean send(ContactChange change) {
        try {
            return attempt(change);
        } catch (DuplicateIdentifierException e) {
            withoutWhatIsShared(change, e);
        } catch (InvalidRequestException e) {
            withoutItsNumbers(change, e);
        }
        return false;
    }

    /** A number that Brevo can't use refuses the whole contact: it goes without. */
    private void withoutItsNumbers(ContactChange change, InvalidRequestException refusal) {
        Set<String> numbers = new TreeSet<>(NUMBERS);
        numbers.retainAll(change.attributes().keySet());
        boolean aboutNumbers =
                refusal.failure().detail().toLowerCase(Locale.ROOT).contains("phone number");
        ContactChange rest = change.without(numbers);
        if (!aboutNumbers || numbers.isEmpty() || rest.isEmpty()) {
            refused(change, refusal);
            return;
        }
        numbers.forEach(name -> listener.refused(name, "Brevo refused the phone number"));
        try {
            boolean unused = attempt(rest);
        } catch (InvalidRequestException e) {
            refused(change, e);
        }
    }

    /** What another contact has already costs the contact just that, not everything else. */
    private void withoutWhatIsShared(ContactChange change, DuplicateIdentifierException clash) {
        Set<String> shared = clash.identifiers().stream()
                .map(UpsertSender::attribute)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean canGoWithout =
                DISPENSABLE.containsAll(shared) && change.attributes().keySet().containsAll(shared);
        ContactChange rest = change.without(shared);
        if (!canGoWithout) {
            listener.settle(change.person(), new Outcome.Failed(clashes(shared)));
            return;
        }
        shared.forEach(name -> listener.refused(name, "another contact has the same"));
        if (rest.isEmpty()) {
            listener.settle(change.person(), new Outcome.Applied());
            return;
        }
        try {
            boolean unused = attempt(rest);
        } catch (DuplicateIdentifierException e) {
            listener.settle(change.person(), new Outcome.Failed(clashes(e.identifiers())));
        } catch (InvalidRequestException e) {
            refused(change, e);
        }
    }

    /** Brevo's error names the external id as its requests do, and everything else as the attribute. */
    private static String attribute(String identifier) {
        return identifier.equals("ext_id") ? BuiltIn.EXT_ID.name() : identifier;
    }

    private static String clashes(Set<String> identifiers) {
        return "another contact has the same " + String.join(", ", new TreeSet<>(identifiers));
    }

    private void refused(ContactChange change, InvalidRequestException e) {
        String reason = e.failure().detail();
        listener.settle(change.person(), new Outcome.Failed(reason.isEmpty() ? "Brevo refused it" : reason));
    }

    /** Sends one request, and settles it unless Brevo says that the request itself is wrong; returns whether it is done. */
    private boolean attempt(ContactChange change) {
        long batch = lease.plan(Map.of(change.key(), change.fingerprint()));
        lease.attempt(batch);
        Optional<String> objection;
        try {
            objection = carryOut(change);
        } catch (InvalidRequestException e) {
            failuresInARow = 0;
            lease.settle(batch, List.of(), List.of(change.key()));
            throw e;
        } catch (ServerException | TooEarlyException | TransportException e) {
            fail(batch, change, e);
            return false;
        } catch (RuntimeException e) {
            // The run can't go on. Whatever became of this one change, sending it again is safe.
            listener.settle(change.person(), new Outcome.Pending());
            throw e;
        }
        failuresInARow = 0;
        if (objection.isPresent()) {
            lease.settle(batch, List.of(), List.of(change.key()));
            listener.settle(change.person(), new Outcome.Failed(objection.get()));
            return false;
        }
        lease.accept(batch, OptionalLong.empty());
        lease.settle(batch, List.of(change.key()), List.of());
        change.former().ifPresent(former -> renames.settle(change, former));
        listener.settle(change.person(), new Outcome.Applied());
        return true;
    }

    private void fail(long batch, ContactChange change, ClientException e) {
        lease.settle(batch, List.of(), List.of());
        listener.settle(change.person(), new Outcome.Failed("Brevo did not answer, or failed"));
        if (++failuresInARow == FAILURES_THAT_END_THE_RUN) throw e;
    }

    /** Returns why the change was not made; empty if it was. */
    private Optional<String> carryOut(ContactChange change) {
        if (change.former().isPresent()) {
            return renames.carryOut(change, change.former().get());
        }
        if (change.way() == ContactChange.Way.DELETE) {
            contacts.delete(ContactId.email(change.email()));
            return Optional.empty();
        }
        Object extId = change.attributes().get(BuiltIn.EXT_ID.name());
        if (change.way() == ContactChange.Way.TAKE_ID && extId != null) release(extId.toString());
        contacts.upsert(request(change));
        return Optional.empty();
    }

    /**
     * Two contacts that swap their external ids can't be changed one after the other: Brevo refuses an id that another contact
     * has. The contact that has it gets one that is no person's, until its own change gives it that of its person.
     */
    private void release(String extId) {
        try {
            contacts.update(ContactId.extId(extId), ContactUpdate.none().extId(extId + "-released"));
        } catch (NotFoundException e) {
            LOG.debug("an external id is free already");
        }
    }

    /** Brevo takes the external id beside the attributes, not among them. */
    private static ContactUpsert request(ContactChange change) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(change.attributes());
        Object extId = values.remove(BuiltIn.EXT_ID.name());
        ContactUpsert.Builder request =
                ContactUpsert.builder().email(change.email()).attributes(values).lists(change.joins());
        if (extId != null) request.extId(extId.toString());
        return request.build();
    }
}
