package io.tajo.brevo.lists;

/**
 * A list of contacts.
 *
 * @param id its number
 * @param name its name
 * @param folderId the folder that it is in
 */
public record ContactList(long id, String name, long folderId) {}
