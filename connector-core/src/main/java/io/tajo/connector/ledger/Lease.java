package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run's hold on a job, and its book of changes. A change is <em>planned</em>, then <em>attempted</em> (on record
 * before its request leaves), then <em>accepted</em> (Brevo answered), then <em>applied</em> (an upsert was done, or an
 * import has ended and the row is in none of its reject files); only then is its fingerprint what Brevo holds. For one
 * thread.
 */
public interface Lease extends AutoCloseable {

    /** {@return the hash that this ledger's keys and fingerprints are made with} */
    KeyedHash hash();

    /**
     * Looks contacts up.
     *
     * @param contacts whom, a few thousand at the most
     * @return what Brevo was last proven to hold of each; contacts it knows nothing of are left out
     */
    Map<ContactKey, Fingerprint> applied(Collection<ContactKey> contacts);

    /**
     * Records changes that will go out in one request.
     *
     * @param changes what Brevo will hold more, or hold otherwise, of each contact
     * @return the batch that they form
     */
    long plan(Map<ContactKey, Fingerprint> changes);

    /**
     * Records that the request of a batch is about to leave. From now on Brevo may hold the old values of its fields or
     * the new ones, see {@link Fingerprint#during}, until the batch is applied or sent again.
     *
     * @param batch the batch
     */
    void attempt(long batch);

    /**
     * Records that Brevo took a batch in.
     *
     * @param batch the batch
     * @param processId the process that carries it out, if it is an import
     */
    void accept(long batch, OptionalLong processId);

    /**
     * Records what became of a batch: its fingerprints now are what Brevo holds, for the contacts named; of the rest
     * of the batch nothing is proven.
     *
     * @param batch the batch
     * @param contacts those whose changes are proven
     */
    void apply(long batch, Collection<ContactKey> contacts);

    /** {@return where the job's last run ended, if it left a mark} */
    Optional<String> checkpoint();

    /**
     * Marks how far the job has come.
     *
     * @param mark what {@link #checkpoint} returns from now on
     */
    void checkpoint(String mark);

    /** {@return the events that this job has sent} */
    EventBook events();

    /** Ends the hold on the job. */
    @Override
    void close();
}
