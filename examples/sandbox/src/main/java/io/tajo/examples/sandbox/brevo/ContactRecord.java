package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A contact as Brevo holds it at a moment.
 *
 * @param id its number
 * @param email its address, in lower case
 * @param extId its external id
 * @param emailBlacklisted whether it has opted out of e-mail
 * @param smsBlacklisted whether it has opted out of text messages
 * @param listIds the lists that it is in
 * @param listUnsubscribed the lists that it has unsubscribed from
 * @param attributes its fields
 * @param createdAt when it was created
 * @param modifiedAt when it was changed last
 */
public record ContactRecord(
        long id,
        String email,
        @Nullable String extId,
        boolean emailBlacklisted,
        boolean smsBlacklisted,
        Set<Long> listIds,
        Set<Long> listUnsubscribed,
        Map<String, Object> attributes,
        Instant createdAt,
        Instant modifiedAt) {

    /** Copies the collections. */
    public ContactRecord {
        listIds = Collections.unmodifiableSet(new TreeSet<>(listIds));
        listUnsubscribed = Collections.unmodifiableSet(new TreeSet<>(listUnsubscribed));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("email", email);
        if (extId != null) json.put("ext_id", extId);
        json.put("emailBlacklisted", emailBlacklisted);
        json.put("smsBlacklisted", smsBlacklisted);
        json.put("createdAt", createdAt.toString());
        json.put("modifiedAt", modifiedAt.toString());
        json.put("listIds", listIds);
        json.put("listUnsubscribed", listUnsubscribed.isEmpty() ? null : listUnsubscribed);
        Map<String, Object> values = new LinkedHashMap<>(attributes);
        if (extId != null) values.put("EXT_ID", extId);
        json.put("attributes", values);
        return json;
    }
}
