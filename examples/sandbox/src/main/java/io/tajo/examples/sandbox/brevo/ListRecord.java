package io.tajo.examples.sandbox.brevo;

/**
 * A list or, without a folder, a folder of lists.
 *
 * @param id its number
 * @param name its name
 * @param folderId the folder that it is in, 0 for a folder
 */
public record ListRecord(long id, String name, long folderId) {}
