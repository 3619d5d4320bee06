package io.tajo.brevo.lists;

import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.client.Paginator;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads and creates lists. Safe for any thread. Calls are in the contacts quota.
 *
 * @see <a href="https://developers.brevo.com/reference/getlists-1">Brevo: lists</a>
 */
public interface ListsApi {

    /**
     * Lists the lists: {@code GET /contacts/lists}, one call for each fifty.
     *
     * @return the lists, read lazily
     */
    Paginator<ContactList> list();

    /**
     * Reads one list: {@code GET /contacts/lists/{listId}}.
     *
     * @param id its number
     * @return the list; empty if there is none
     */
    Optional<ContactList> get(long id);

    /**
     * Creates a list: {@code POST /contacts/lists}. Not repeated when it is not known whether it was created.
     *
     * @param name its name
     * @param folderId the folder to put it into
     * @return its number
     */
    long create(String name, long folderId);

    /**
     * Renames a list: {@code PUT /contacts/lists/{listId}}.
     *
     * @param id its number
     * @param name its new name
     */
    void rename(long id, String name);

    /**
     * Puts a list into another folder: {@code PUT /contacts/lists/{listId}}.
     *
     * @param id its number
     * @param folderId the folder
     */
    void move(long id, long folderId);

    /**
     * Deletes a list: {@code DELETE /contacts/lists/{listId}}. Its contacts stay.
     *
     * @param id its number
     * @return whether there was such a list; false too where the first of two attempts deleted it and its answer was
     *     lost
     */
    boolean delete(long id);

    /**
     * Lists the members of a list: {@code GET /contacts/lists/{listId}/contacts}, one call for each five hundred.
     *
     * @param id the list's number
     * @return its members, oldest contact first, read lazily
     */
    Paginator<Contact> members(long id);

    /**
     * Adds contacts that Brevo knows to a list: {@code POST /contacts/lists/{listId}/contacts/add}, a call for each 150 of
     * one kind of id. Where Brevo could not add all of them it does not say why. Each of the others is then asked for, one
     * call each, to tell those who were in the list before from those that Brevo does not know and those that it refuses;
     * of a short list the members are read first.
     *
     * @param id the list's number
     * @param contacts the contacts, by address, Brevo's number or external id
     * @return what became of each
     */
    Membership add(long id, Collection<ContactId> contacts);

    /**
     * Takes contacts out of a list: {@code POST /contacts/lists/{listId}/contacts/remove}, a call for each 150 of one kind
     * of id.
     *
     * @param id the list's number
     * @param contacts the contacts, by address, Brevo's number or external id
     * @return what became of each
     */
    Membership remove(long id, Collection<ContactId> contacts);

    /**
     * Starts to remove all contacts from a list: {@code POST /contacts/lists/{listId}/contacts/remove}.
     *
     * @param id the list's number
     * @return the number of the process that carries it out
     */
    long removeAll(long id);
}
