package io.tajo.brevo.lists;

import io.tajo.client.Paginator;
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
     * Creates a list: {@code POST /contacts/lists}. Not repeated when nobody knows whether it was created.
     *
     * @param name its name
     * @param folderId the folder to put it into
     * @return its number
     */
    long create(String name, long folderId);
}
