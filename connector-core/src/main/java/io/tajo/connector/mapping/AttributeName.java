package io.tajo.connector.mapping;

import io.tajo.client.ConfigurationException;
import java.util.Locale;

/** The name of an attribute, wherever one can be given. Stateless. */
public final class AttributeName {
    private static final String ADDRESS = "EMAIL";

    private AttributeName() {}

    /**
     * Checks the name of an attribute to be written.
     *
     * @param name the name, in any case
     * @return the name in capitals, as Brevo spells it
     * @throws ConfigurationException if it is EMAIL: what Brevo takes for a change of the contact's address, which subscribes
     *     a contact again that has opted out
     */
    public static String of(String name) {
        String capitals = name.strip().toUpperCase(Locale.ROOT);
        if (!capitals.equals(ADDRESS)) return capitals;
        throw new ConfigurationException(
                "EMAIL is no attribute: to write it changes a contact's address, and a contact that opted out is subscribed "
                        + "again by that. Name the property with the address by address(\"email\"), or in a file as "
                        + "\"email: email\"; a contact by hand has its address in ContactDraft.of(address). Map person_id to "
                        + "EXT_ID to follow persons whose address changes.");
    }
}
