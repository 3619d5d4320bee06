package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contacts of an account, found by each identifier and by list. Guarded by its state's lock. */
final class ContactBook {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[a-z]{2,}");

    // Numbers only rise, so that the order in which contacts come is the order of their numbers.
    private final List<MutableContact> byAge = new ArrayList<>();
    private final Map<Long, MutableContact> byId = new HashMap<>();
    private final Map<String, MutableContact> byEmail = new HashMap<>();
    private final Map<String, MutableContact> byExtId = new HashMap<>();
    private final Map<String, MutableContact> bySms = new HashMap<>();
    private final Map<Long, TreeMap<Long, MutableContact>> byList = new HashMap<>();

    static boolean isAddress(@Nullable Object email) {
        return email instanceof String text && ADDRESS.matcher(normal(text)).matches() && text.length() <= 254;
    }

    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Brevo takes 91, +91 and 0091 for the same country. */
    static String phone(String number) {
        return number.replaceAll("[^0-9]", "").replaceFirst("^00", "");
    }

    Collection<MutableContact> oldestFirst() {
        return Collections.unmodifiableList(byAge);
    }

    Collection<MutableContact> members(long list) {
        return byList.getOrDefault(list, new TreeMap<>()).values();
    }

    Optional<MutableContact> find(String identifier, String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "contact_id" -> identifier.matches("\\d{1,18}") ? byId.get(Long.valueOf(identifier)) : null;
                    case "ext_id" -> byExtId.get(identifier);
                    case "phone_id" -> bySms.get(phone(identifier));
                    default -> byEmail.get(normal(identifier));
                });
    }

    MutableContact create(long id, String email, Instant now) {
        MutableContact contact = new MutableContact(id, normal(email), now);
        byAge.add(contact);
        byId.put(id, contact);
        byEmail.put(contact.email, contact);
        return contact;
    }

    void delete(MutableContact contact) {
        byAge.remove(Collections.binarySearch(byAge, contact, (a, b) -> Long.compare(a.id, b.id)));
        byId.remove(contact.id);
        byEmail.remove(contact.email);
        if (contact.extId != null) byExtId.remove(contact.extId);
        if (contact.attributes.get("SMS") instanceof String number) bySms.remove(phone(number), contact);
        List.copyOf(contact.lists).forEach(list -> leave(contact, list));
    }

    void rename(MutableContact contact, String email) {
        byEmail.remove(contact.email);
        contact.email = normal(email);
        byEmail.put(contact.email, contact);
    }

    void setExtId(MutableContact contact, String extId) {
        if (contact.extId != null) byExtId.remove(contact.extId);
        contact.extId = extId;
        byExtId.put(extId, contact);
    }

    /** Finds a contact by its phone number from now on, after its attributes were written. */
    void phoneChanged(MutableContact contact, @Nullable Object before) {
        Object now = contact.attributes.get("SMS");
        if (before instanceof String number) bySms.remove(phone(number), contact);
        if (now instanceof String number && !number.isEmpty()) bySms.putIfAbsent(phone(number), contact);
    }

    void enter(MutableContact contact, long list) {
        contact.lists.add(list);
        byList.computeIfAbsent(list, id -> new TreeMap<>()).put(contact.id, contact);
    }

    boolean leave(MutableContact contact, long list) {
        if (!contact.lists.remove(list)) return false;
        TreeMap<Long, MutableContact> members = byList.get(list);
        if (members != null) members.remove(contact.id);
        return true;
    }
}
