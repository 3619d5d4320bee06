package io.tajo.brevo.contacts;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact as Brevo holds it.
 *
 * @param id Brevo's number
 * @param email the address; a contact may have a phone number only
 * @param emailBlacklisted whether the contact has opted out of e-mail
 * @param smsBlacklisted whether the contact has opted out of text messages
 * @param listIds the lists that it is in
 * @param listUnsubscribed the lists that it has unsubscribed from
 * @param attributes its fields; those without a value are missing
 * @param createdAt when it was created
 * @param modifiedAt when it was changed last
 */
public record Contact(
        long id,
        @Nullable String email,
        boolean emailBlacklisted,
        boolean smsBlacklisted,
        Set<Long> listIds,
        Set<Long> listUnsubscribed,
        JsonObject attributes,
        @Nullable Instant createdAt,
        @Nullable Instant modifiedAt) {

    /**
     * Copies the lists.
     *
     * @param id Brevo's number
     * @param email the address; a contact may have a phone number only
     * @param emailBlacklisted whether the contact has opted out of e-mail
     * @param smsBlacklisted whether the contact has opted out of text messages
     * @param listIds the lists that it is in
     * @param listUnsubscribed the lists that it has unsubscribed from
     * @param attributes its fields; those without a value are missing
     * @param createdAt when it was created
     * @param modifiedAt when it was changed last
     */
    public Contact {
        listIds = Set.copyOf(listIds);
        listUnsubscribed = Set.copyOf(listUnsubscribed);
    }

    /** {@return the contact's number only: everything else is personal} */
    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
