package io.tajo.connector.job;

import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.MissingAttributes;

/** Syncs one contact that the caller has written by hand, by the same rules as any other. Immutable. */
public final class ContactSync implements SyncJob {
    private final ContactDraft draft;
    private final MissingAttributes missingAttributes;

    private ContactSync(ContactDraft draft, MissingAttributes missingAttributes) {
        this.draft = draft;
        this.missingAttributes = missingAttributes;
    }

    /**
     * Returns a job for a contact. An attribute that Brevo lacks is a configuration error.
     *
     * @param draft what Brevo should hold of it
     * @return the job
     */
    public static ContactSync of(ContactDraft draft) {
        return new ContactSync(draft.copy(), MissingAttributes.REFUSE);
    }

    /**
     * Sets what to do about attributes that Brevo lacks.
     *
     * @param policy what to do
     * @return the changed job
     */
    public ContactSync missingAttributes(MissingAttributes policy) {
        return new ContactSync(draft, policy);
    }

    @Override
    public String name() {
        return "contact by hand";
    }

    /** {@return a copy of the draft} */
    public ContactDraft draft() {
        return draft.copy();
    }

    /** {@return what to do about attributes that Brevo lacks} */
    public MissingAttributes missingAttributes() {
        return missingAttributes;
    }

    /** {@return the job's name: the contact is personal} */
    @Override
    public String toString() {
        return name();
    }
}
