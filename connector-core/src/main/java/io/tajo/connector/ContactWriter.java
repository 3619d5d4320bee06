package io.tajo.connector;

import io.tajo.connector.job.ContactSync;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.SyncReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes single contacts by hand: values are coerced to their attributes' types, consent is kept, and what Brevo holds
 * already is not sent again. A contact is put into no list but those that the draft names. Safe for any thread.
 *
 * <p>A write costs two calls at most: a look at the contact, where lists are named or this library has filled it before, and
 * the write itself. Brevo's attributes are read with the first write and kept for an hour. For many contacts use a job.
 */
public final class ContactWriter {
    private final PostHogBrevoConnector connector;
    private final MissingAttributes missingAttributes;

    ContactWriter(PostHogBrevoConnector connector, MissingAttributes missingAttributes) {
        this.connector = connector;
        this.missingAttributes = missingAttributes;
    }

    /**
     * Creates attributes that Brevo lacks. Without it they are an error, since by hand they are mostly misspelt.
     *
     * @return a writer that does
     */
    public ContactWriter creatingAttributes() {
        return new ContactWriter(connector, MissingAttributes.CREATE);
    }

    /**
     * Writes one contact.
     *
     * @param draft what Brevo should hold of it
     * @return the report of this one contact
     * @throws io.tajo.client.ConfigurationException if Brevo lacks an attribute
     * @throws io.tajo.client.ClientException if it can't be done
     */
    public SyncReport sync(ContactDraft draft) {
        return connector.run(ContactSync.of(draft).missingAttributes(missingAttributes));
    }

    /**
     * Writes attributes of one contact.
     *
     * @param email the contact's address
     * @param attributes the values by attribute; null keeps what Brevo holds. To remove it, see
     *     {@link ContactDraft#clear} and {@link #sync}
     * @return the report of this one contact
     * @throws io.tajo.client.ConfigurationException if Brevo lacks an attribute
     * @throws io.tajo.client.ClientException if it can't be done
     */
    public SyncReport update(String email, Map<String, ? extends @Nullable Object> attributes) {
        ContactDraft draft = ContactDraft.of(email);
        attributes.forEach(draft::set);
        return sync(draft);
    }
}
