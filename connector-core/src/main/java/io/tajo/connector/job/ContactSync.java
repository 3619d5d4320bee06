package io.tajo.connector.job;

import io.tajo.connector.mapping.ContactDraft;

/** Syncs one contact that the caller has written by hand, by the same rules as any other. */
public final class ContactSync implements SyncJob {
    private final ContactDraft draft;

    private ContactSync(ContactDraft draft) {
        this.draft = draft;
    }

    /**
     * Returns a job for a contact.
     *
     * @param draft what Brevo should hold of it
     * @return the job
     */
    public static ContactSync of(ContactDraft draft) {
        return new ContactSync(draft.copy());
    }

    @Override
    public String name() {
        return "contact by hand";
    }

    /** {@return a copy of the draft} */
    public ContactDraft draft() {
        return draft.copy();
    }

    /** {@return the job's name: the contact is personal} */
    @Override
    public String toString() {
        return name();
    }
}
