package io.tajo.brevo.contacts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An export of contacts into a file: of a large account, one call and one download instead of a call for each thousand. The
 * owner of the account gets no mail about it. Immutable: each method returns a changed copy.
 */
public final class ContactExport {
    private final Map<String, Object> export;

    private ContactExport(Map<String, Object> export) {
        this.export = export;
    }

    /** {@return an export of every contact} */
    public static ContactExport all() {
        return of(Map.of("actionForContacts", "allContacts"));
    }

    /** {@return an export of those who have opted out} */
    public static ContactExport unsubscribed() {
        return of(Map.of("actionForContacts", "unsubscribed"));
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
     */
    public static ContactExport of(Map<String, Object> customContactFilter) {
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
