package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run's hold on a job, and its book of changes. A change is <em>planned</em>, then <em>attempted</em> (on record
 * before its request leaves), then <em>accepted</em> (Brevo answered), then <em>settled</em> (an upsert was done, or an
 * import has ended and its reject files are read); only then is its fingerprint what Brevo holds. What an earlier run left
 * unsettled is in doubt, see {@link ContactState#during}. For one thread.
 *
 * <p>Every method throws {@link LedgerException} if the store fails, and every one that writes {@link LeaseLostException}
 * if another run has taken the job over meanwhile.
 */
public interface Lease extends AutoCloseable {

    /** {@return the hash that this ledger's keys and fingerprints are made with} */
    KeyedHash hash();

    /**
     * Looks contacts up.
     *
     * @param contacts the contacts, a few thousand at the most
     * @return what Brevo was last proven to hold of each, without what this run has under way; contacts it knows nothing of
     *     are left out
     */
    Map<ContactKey, ContactState> applied(Collection<ContactKey> contacts);

    /**
     * Plans changes that will go out in one request. Nothing is on record yet.
     *
     * @param changes what Brevo will hold more, or hold otherwise, of each contact
     * @return the batch that they form
     */
    long plan(Map<ContactKey, ContactState> changes);

    /**
     * Records that the request of a batch is about to leave. On record when it returns.
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
     * Records what became of a batch. The contacts that are named in neither collection are in doubt from now on.
     *
     * @param batch the batch, of this run or of {@link #imports()}
     * @param applied those whose changes are proven
     * @param refused those whose changes Brevo surely did not take: they stay as they were before
     */
    void settle(long batch, Collection<ContactKey> applied, Collection<ContactKey> refused);

    /**
     * Forgets contacts that are there no more.
     *
     * @param contacts the contacts
     */
    void forget(Collection<ContactKey> contacts);

    /**
     * Tells a listener from here on which contacts are proven and forgotten.
     *
     * @param listener the only listener
     */
    void listener(ContactListener listener);

    /** {@return which contacts each person has become} */
    PersonIndex persons();

    /** {@return whether anything is known of any contact, by this job or another} */
    boolean knowsContacts();

    /** {@return the imports of earlier runs of this job that are not settled; until then their changes are in doubt} */
    List<OpenImport> imports();

    /** {@return where the job's last run ended, if it left a mark} */
    Optional<String> checkpoint();

    /**
     * Marks how far the job has come.
     *
     * @param mark what {@link #checkpoint} returns from now on
     */
    void checkpoint(String mark);

    /** {@return what this job remembers besides} */
    Notes notes();

    /** {@return what is remembered of a reading of this job that was paused} */
    Notes readingNotes();

    /** {@return what all jobs of this ledger remember together} */
    Notes sharedNotes();

    /** {@return the events that this job has sent} */
    EventLog events();

    /**
     * Returns who was missing from a mirrored list of this job.
     *
     * @param list the list
     * @return for how many complete runs in a row each member was not met
     */
    Map<ContactKey, Integer> absences(long list);

    /**
     * Replaces who was missing from a mirrored list of this job.
     *
     * @param list the list
     * @param runs for how many complete runs in a row each member was not met
     */
    void absences(long list, Map<ContactKey, Integer> runs);

    /**
     * Records persons or events that did not arrive; one that is on record already has failed once more.
     *
     * @param letters the reason for each of PostHog's uuids
     * @param kind what they are
     * @param now the time
     */
    void recordDeadLetters(Map<String, String> letters, DeadLetter.Kind kind, Instant now);

    /**
     * Forgets letters of this job whose person or event has arrived.
     *
     * @param ids PostHog's uuids
     */
    void clearDeadLetters(Collection<String> ids);

    /**
     * Forgets the letters of this job that a complete run did not meet again.
     *
     * @param before those that failed last before this
     */
    void clearDeadLettersBefore(Instant before);

    /**
     * Looks whether the job is still held, without a call in most cases.
     *
     * @throws LeaseLostException if another run has taken it over, while this process was asleep, say
     */
    void check();

    /** Ends the hold on the job. What is not settled stays open, see {@link #imports()}, or is in doubt. */
    @Override
    void close();
}
