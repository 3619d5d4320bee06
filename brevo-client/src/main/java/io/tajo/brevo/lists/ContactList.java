package io.tajo.brevo.lists;

/**
 * A list of contacts.
 *
 * @param id its number
 * @param name its name
 * @param folderId the folder that it is in
 * @param subscribers how many contacts are in it, as Brevo last counted; 0 if it did not say
 */
public record ContactList(long id, String name, long folderId, long subscribers) {}
