package io.tajo.connector.plan;

/**
 * How contacts travel that join no list: Brevo imports nothing without one.
 *
 * @param list the list that they are imported into
 * @param makesContacts whether everybody becomes a contact, even those whom there is nothing to say of
 */
public record Vehicle(long list, boolean makesContacts) {}
