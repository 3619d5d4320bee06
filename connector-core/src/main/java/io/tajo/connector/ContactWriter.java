package io.tajo.connector;

import io.tajo.connector.job.ContactSync;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.report.SyncReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes single contacts by hand: values are coerced to their attributes' types, consent is kept, and what Brevo holds
 * already is not sent again. Safe for any thread. Each write reads the attributes and the contact first; for many
 * contacts use a job.
 */
public final class ContactWriter {
    private final PostHogBrevoConnector connector;

    ContactWriter(PostHogBrevoConnector connector) {
        this.connector = connector;
    }

    /**
     * Writes one contact.
     *
     * @param draft what Brevo should hold of it
     * @return the report of this one contact
     * @throws io.tajo.client.ClientException if it can't be done
     */
    public SyncReport sync(ContactDraft draft) {
        return connector.run(ContactSync.of(draft));
    }

    /**
     * Writes attributes of one contact.
     *
     * @param email the contact's address
     * @param attributes the values by attribute; null keeps what Brevo holds. To remove it, see
     *     {@link ContactDraft#clear} and {@link #sync}
     * @return the report of this one contact
     * @throws io.tajo.client.ClientException if it can't be done
     */
    public SyncReport update(String email, Map<String, ? extends @Nullable Object> attributes) {
        ContactDraft draft = ContactDraft.of(email);
        attributes.forEach(draft::set);
        return sync(draft);
    }
}
