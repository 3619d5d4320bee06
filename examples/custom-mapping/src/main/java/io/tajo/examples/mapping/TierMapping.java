package io.tajo.examples.mapping;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.Map;
import java.util.Set;

/**
 * Writes a tier worked out from several properties, leaves out who has no company, and puts the large ones into a list.
 * Goes beside the declarative mapping: {@code FieldMapping.defaults().andThen(new TierMapping(26))}.
 */
public final class TierMapping implements FieldMapper {
    private static final long LARGE = 500;

    private final long listOfLarge;

    /**
     * Creates the mapping.
     *
     * @param listOfLarge the list that the large accounts go into
     */
    public TierMapping(long listOfLarge) {
        this.listOfLarge = listOfLarge;
    }

    /**
     * Returns the default mapping with this one behind it.
     *
     * @param listOfLarge the list that the large accounts go into
     * @return both in one
     */
    public static FieldMapper beside(long listOfLarge) {
        return FieldMapping.defaults().andThen(new TierMapping(listOfLarge));
    }

    @Override
    public void map(Profile person, ContactDraft contact) {
        if (person.text("company").isEmpty()) {
            contact.skip("no company");
            return;
        }
        boolean large = person.integer("logins").orElse(0) >= LARGE;
        boolean pays = !person.text("plan").orElse("free").equals("free");
        contact.set("TIER", large && pays ? "gold" : large || pays ? "silver" : "bronze");
        if (large) contact.joinList(listOfLarge);
    }

    /** What is named here is read from PostHog, and created in Brevo where it is missing. */
    @Override
    public FieldUse uses() {
        return FieldUse.of(Set.of("company", "logins", "plan"), Map.of("TIER", AttributeType.TEXT));
    }
}
