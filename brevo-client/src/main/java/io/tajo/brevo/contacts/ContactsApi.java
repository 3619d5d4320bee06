package io.tajo.brevo.contacts;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads and writes contacts. Safe for any thread. Calls are in the contacts quota.
 *
 * <p>Brevo answers with success and drops attributes that it does not know and values of a wrong type: read the
 * catalogue first.
 *
 * @see <a href="https://developers.brevo.com/reference/createcontact">Brevo: contacts</a>
 */
public interface ContactsApi {

    /**
     * Creates a contact, or changes the one that there is: {@code POST /contacts} with {@code updateEnabled}. What is
     * not set stays; lists are added to. Repeated when its outcome is not known, since doing it twice does the
     * same.
     *
     * @param contact what it should hold
     * @return Brevo's number for it, where Brevo gave one
     * @throws DuplicateIdentifierException if another contact has one of its identifiers
     */
    OptionalLong upsert(ContactUpsert contact);

    /**
     * Reads one contact: {@code GET /contacts/{identifier}}.
     *
     * @param id the contact
     * @return the contact; empty if there is none
     */
    Optional<Contact> get(ContactId id);

    /**
     * Lists contacts, oldest first: {@code GET /contacts}, one call for each thousand.
     *
     * @param query which contacts
     * @return the contacts, read lazily
     */
    Paginator<Contact> list(ContactQuery query);

    /**
     * Starts an import, Brevo's way to upsert many contacts: {@code POST /contacts/import}. It is carried out in Brevo's
     * own time; follow it with {@code processes()}. Not repeated when it is not known whether it was started, unless
     * {@link ContactImport.Builder#mayRepeat} allows it.
     *
     * @param contacts the contacts, and their lists
     * @return the number of the process that carries it out
     */
    long importContacts(ContactImport contacts);

    /**
     * Changes one contact: {@code PUT /contacts/{identifier}}. Repeated when its outcome is not known, unless it
     * changes what the contact is found by here: name it by {@link ContactId#id} then.
     *
     * @param id the contact
     * @param changes what to change
     * @throws io.tajo.client.NotFoundException if there is no such contact
     * @throws DuplicateIdentifierException if another contact has one of its new identifiers
     */
    void update(ContactId id, ContactUpdate changes);

    /**
     * Deletes one contact: {@code DELETE /contacts/{identifier}}. Brevo forgets with it that the contact has opted out: a
     * later import would subscribe the person again.
     *
     * @param id the contact
     * @return whether there was such a contact; false too where the first of two attempts deleted it and its answer was
     *     lost. There is none now either way
     * @throws io.tajo.client.InvalidRequestException if the address is a login of the account (status 405)
     */
    boolean delete(ContactId id);

    /**
     * Reads what a contact did with the campaigns of the last 90 days: {@code GET /contacts/{identifier}/campaignStats}.
     *
     * @param id the contact, by address or Brevo's number
     * @return lists such as {@code messagesSent}, {@code opened} and {@code clicked}; none of them if nothing was sent
     * @throws IllegalArgumentException if the contact is named otherwise
     */
    JsonObject campaignStats(ContactId id);

    /**
     * Reads what a contact did with the campaigns of some days.
     *
     * @param id the contact, by address or Brevo's number
     * @param from the first day
     * @param to the last day, 90 days later at most
     * @return lists such as {@code messagesSent}, {@code opened} and {@code clicked}; none of them if nothing was sent
     * @throws IllegalArgumentException if the contact is named otherwise, or there are more days
     */
    JsonObject campaignStats(ContactId id, LocalDate from, LocalDate to);

    /**
     * Mails a person a link that makes it a contact: {@code POST /contacts/doubleOptinConfirmation}. The contact is in
     * the lists once the link was clicked. Not repeated when it is not known whether the mail was sent.
     *
     * @param request the contact, and its lists
     */
    void sendDoubleOptIn(DoubleOptIn request);

    /**
     * Starts an export of contacts into a file: {@code POST /contacts/export}. Not repeated when nobody knows whether it
     * was started.
     *
     * @param export which contacts, and what of them
     * @return the number of the process that carries it out; its {@code exportUrl} names the file
     */
    long export(ContactExport export);
}
