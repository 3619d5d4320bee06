package io.tajo.brevo.lists;

import io.tajo.client.Paginator;

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
     * Creates a folder: {@code POST /contacts/folders}. Not repeated when nobody knows whether it was created.
     *
     * @param name its name
     * @return its number
     */
    long create(String name);
}
