package io.tajo.brevo.lists;

/**
 * A folder of lists.
 *
 * @param id its number
 * @param name its name
 */
public record Folder(long id, String name) {}
