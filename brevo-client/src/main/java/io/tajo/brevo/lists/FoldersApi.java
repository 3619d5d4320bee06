package io.tajo.brevo.lists;

import io.tajo.client.Paginator;
import java.util.Optional;

/**
 * Reads and creates folders of lists. Safe for any thread. Calls are in the contacts quota.
 *
 * @see <a href="https://developers.brevo.com/reference/getfolders-1">Brevo: folders</a>
 */
public interface FoldersApi {

    /**
     * Lists the folders: {@code GET /contacts/folders}, one call for each fifty.
     *
     * @return the folders, read lazily
     */
    Paginator<Folder> list();

    /**
     * Creates a folder: {@code POST /contacts/folders}. Not repeated when it is not known whether it was created.
     *
     * @param name its name
     * @return its number
     */
    long create(String name);

    /**
     * Reads one folder: {@code GET /contacts/folders/{folderId}}.
     *
     * @param id its number
     * @return the folder; empty if there is none
     */
    Optional<Folder> get(long id);

    /**
     * Renames a folder: {@code PUT /contacts/folders/{folderId}}.
     *
     * @param id its number
     * @param name its new name
     */
    void rename(long id, String name);

    /**
     * Deletes a folder <b>and every list in it</b>: {@code DELETE /contacts/folders/{folderId}}. Contacts stay.
     *
     * @param id its number
     * @return whether there was such a folder; false too where the first of two attempts deleted it and its answer was
     *     lost
     */
    boolean deleteWithLists(long id);

    /**
     * Lists the lists in a folder: {@code GET /contacts/folders/{folderId}/lists}, one call for each fifty.
     *
     * @param id the folder's number
     * @return its lists, read lazily
     */
    Paginator<ContactList> lists(long id);
}
