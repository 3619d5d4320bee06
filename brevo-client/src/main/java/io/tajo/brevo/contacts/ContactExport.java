package io.tajo.brevo.contacts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An export of a list's or a segment's contacts into a file: of a large one, one call and one download instead of a call
 * for each five hundred. Brevo exports no account as a whole. The owner of the account gets no mail about it. Immutable:
 * each method returns a changed copy.
 */
public final class ContactExport {
    private final Map<String, Object> export;

    private ContactExport(Map<String, Object> export) {
        this.export = Collections.unmodifiableMap(export);
    }

    /**
     * Returns an export of a list's members.
     *
     * @param listId the list's number
     * @return the export
     */
    public static ContactExport ofList(long listId) {
        return of(Map.of("actionForContacts", "allContacts", "listId", listId));
    }

    /**
     * Returns an export of a segment's members.
     *
     * @param segmentId the segment's number
     * @return the export
     */
    public static ContactExport ofSegment(long segmentId) {
        return of(Map.of("actionForContacts", "allContacts", "segmentId", segmentId));
    }

    /**
     * Returns an export of those members of a list who have opted out of everything, by whatever means.
     *
     * @param listId the list's number
     * @return the export
     */
    public static ContactExport optedOut(long listId) {
        return of(Map.of("actionForContacts", "unsubscribed", "listId", listId));
    }

    /**
     * Returns an export of those who have left a list.
     *
     * @param listId the list's number
     * @return the export
     */
    public static ContactExport unsubscribedFrom(long listId) {
        return of(Map.of("actionForContacts", "unsubscribedPerList", "listId", listId));
    }

    /**
     * Returns an export by another filter, for example on a campaign.
     *
     * @param customContactFilter the filter as Brevo's API takes it
     * @return the export
     * @throws IllegalArgumentException if it is on contacts and names neither a list nor a segment
     */
    public static ContactExport of(Map<String, Object> customContactFilter) {
        boolean ofSome = customContactFilter.containsKey("listId") || customContactFilter.containsKey("segmentId");
        if (customContactFilter.containsKey("actionForContacts") && !ofSome) {
            throw new IllegalArgumentException("Brevo exports the contacts of a list or a segment: name one; for "
                    + "everybody, read contacts().list(...)");
        }
        Map<String, Object> export = new LinkedHashMap<>();
        export.put("customContactFilter", Map.copyOf(customContactFilter));
        export.put("disableNotification", true);
        return new ContactExport(export);
    }

    /**
     * Chooses the attributes to export.
     *
     * @param names their names, in capitals
     * @return the changed export
     */
    public ContactExport attributes(String... names) {
        return with("exportAttributes", List.of(names));
    }

    /**
     * Exports what Brevo knows of each contact besides its attributes: its lists, when it was made and changed, and what it
     * is subscribed to.
     *
     * @return the changed export
     */
    public ContactExport metadata() {
        return with("exportMetadata", List.of("_listIds", "ADDED_TIME", "MODIFIED_TIME"))
                .with("exportSubscriptionStatus", List.of("email_marketing", "sms_marketing"));
    }

    /** {@return the export as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return export;
    }

    private ContactExport with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(export);
        changed.put(field, value);
        return new ContactExport(changed);
    }
}
