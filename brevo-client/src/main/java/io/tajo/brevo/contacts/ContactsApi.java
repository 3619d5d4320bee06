package io.tajo.brevo.contacts;

import io.tajo.client.Paginator;
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
     * not set stays; lists are added to. Repeated when nobody knows what became of it, since doing it twice does the
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
     * @param id whom
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
     * own time; follow it with {@code processes()}. Not repeated when nobody knows whether it was started, unless
     * {@link ContactImport.Builder#mayRepeat} allows it.
     *
     * @param contacts whom, and into which lists
     * @return the number of the process that carries it out
     */
    long importContacts(ContactImport contacts);
}
