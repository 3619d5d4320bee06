package io.tajo.brevo.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which contacts to list. Immutable: each method returns a changed copy. */
public final class ContactQuery {
    /** A thousand: the most that Brevo returns at once. */
    public static final int MAX_PAGE_SIZE = 1_000;

    private final int pageSize;
    private final @Nullable Instant modifiedSince;
    private final @Nullable Instant createdSince;
    private final @Nullable Long list;

    private ContactQuery(
            int pageSize, @Nullable Instant modifiedSince, @Nullable Instant createdSince, @Nullable Long list) {
        this.pageSize = pageSize;
        this.modifiedSince = modifiedSince;
        this.createdSince = createdSince;
        this.list = list;
    }

    /** {@return a query for every contact} */
    public static ContactQuery all() {
        return new ContactQuery(MAX_PAGE_SIZE, null, null, null);
    }

    /**
     * Sets how many contacts a call asks for.
     *
     * @param contacts 20 to 1,000
     * @return the changed query
     */
    public ContactQuery pageSize(int contacts) {
        if (contacts < 20 || contacts > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 20 to " + MAX_PAGE_SIZE + " contacts, not " + contacts);
        }
        return new ContactQuery(contacts, modifiedSince, createdSince, list);
    }

    /**
     * Asks for contacts that were changed since a point in time. It is not known whether an unsubscribe counts.
     *
     * @param time the point in time
     * @return the changed query
     */
    public ContactQuery modifiedSince(Instant time) {
        return new ContactQuery(pageSize, time, createdSince, list);
    }

    /**
     * Asks for contacts that were created since a point in time.
     *
     * @param time the point in time
     * @return the changed query
     */
    public ContactQuery createdSince(Instant time) {
        return new ContactQuery(pageSize, modifiedSince, time, list);
    }

    /**
     * Asks for contacts in a list.
     *
     * @param listId the list's number
     * @return the changed query
     */
    public ContactQuery inList(long listId) {
        return new ContactQuery(pageSize, modifiedSince, createdSince, listId);
    }

    /** {@return how many contacts a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the time of change asked for, if any} */
    public @Nullable Instant modifiedSince() {
        return modifiedSince;
    }

    /** {@return the time of creation asked for, if any} */
    public @Nullable Instant createdSince() {
        return createdSince;
    }

    /** {@return the list asked for, if any} */
    public @Nullable Long list() {
        return list;
    }
}
