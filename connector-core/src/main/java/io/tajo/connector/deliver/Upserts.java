package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.client.ClientException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.TransportException;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.ContactChange;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Sends changes one by one. A row that Brevo refuses fails alone. For one thread. */
final class Upserts {
    /** A server that fails so often in a row is down, and the rest of the rows would only wait for it. */
    private static final int FAILURES_THAT_END_THE_RUN = 3;

    private final ContactsApi contacts;
    private final Lease lease;
    private final Receipts receipts;
    private int failuresInARow;

    Upserts(ContactsApi contacts, Lease lease, Receipts receipts) {
        this.contacts = contacts;
        this.lease = lease;
        this.receipts = receipts;
    }

    void send(ContactChange change) {
        long batch = lease.plan(Map.of(change.key(), change.fingerprint()));
        lease.attempt(batch);
        try {
            carryOut(change);
        } catch (InvalidRequestException e) {
            refuse(batch, change, e);
            return;
        } catch (ServerException | TooEarlyException | TransportException e) {
            fail(batch, change, e);
            return;
        } catch (RuntimeException e) {
            // The run can't go on. Whatever became of this one change, sending it again is safe.
            receipts.settle(change.person(), new Outcome.Pending());
            throw e;
        }
        failuresInARow = 0;
        lease.accept(batch, OptionalLong.empty());
        lease.apply(batch, List.of(change.key()));
        receipts.settle(change.person(), new Outcome.Applied());
    }

    private void refuse(long batch, ContactChange change, InvalidRequestException e) {
        failuresInARow = 0;
        lease.apply(batch, List.of());
        String reason = e instanceof DuplicateIdentifierException clash
                ? "another contact has the same " + String.join(", ", clash.identifiers())
                : e.failure().detail();
        receipts.settle(change.person(), new Outcome.Failed(reason.isEmpty() ? "Brevo refused it" : reason));
    }

    private void fail(long batch, ContactChange change, ClientException e) {
        lease.apply(batch, List.of());
        receipts.settle(change.person(), new Outcome.Failed("Brevo did not answer, or failed"));
        if (++failuresInARow == FAILURES_THAT_END_THE_RUN) throw e;
    }

    private void carryOut(ContactChange change) {
        if (change.way() == ContactChange.Way.DELETE) {
            contacts.delete(ContactId.email(change.email()));
        } else {
            contacts.upsert(request(change));
        }
    }

    private static ContactUpsert request(ContactChange change) {
        return ContactUpsert.builder()
                .email(change.email())
                .attributes(change.attributes())
                .lists(change.lists())
                .build();
    }
}
