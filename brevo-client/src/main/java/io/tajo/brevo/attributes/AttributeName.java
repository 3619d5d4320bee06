package io.tajo.brevo.attributes;

import java.util.Locale;

/** Names of attributes that a caller writes. Stateless and safe for any thread. */
public final class AttributeName {
    private static final String ADDRESS = "EMAIL";

    private AttributeName() {}

    /**
     * Returns the name of an attribute in capitals, as Brevo spells it.
     *
     * @param name its name, in any case
     * @return the name in capitals
     * @throws IllegalArgumentException if it is {@code EMAIL}, which is the contact's address and no attribute: Brevo takes
     *     a value for a change of address, and subscribes a contact that has opted out again when its address changes
     */
    public static String writable(String name) {
        String capitals = name.toUpperCase(Locale.ROOT);
        if (!isAddress(capitals)) return capitals;
        throw new IllegalArgumentException(
                "EMAIL is a contact's address and no attribute: written as one, it changes the address, and Brevo then "
                        + "subscribes a contact that has opted out again. Say who the contact is by its address "
                        + "(email(...), ContactId.email(...)), copy the address to an attribute of another name, or change "
                        + "it on purpose with ContactUpdate.changeEmail(...).");
    }

    /**
     * Tells whether a name is that of the address.
     *
     * @param name the name, in any case
     * @return whether it is
     */
    public static boolean isAddress(String name) {
        return name.strip().equalsIgnoreCase(ADDRESS);
    }
}
