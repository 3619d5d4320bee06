package io.tajo.examples.acceptance;

import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.PostHogState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What Brevo should hold after a sync with the default mapping, worked out from the data with none of the library's
 * code: every contact, attribute by attribute.
 */
final class Expected {
    private static final String ADDRESS = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}";

    private Expected() {}

    static Map<String, Map<String, Object>> contacts(PostHogState source) {
        Map<UUID, List<EventRecord>> events = new HashMap<>();
        for (EventRecord event : source.events()) {
            events.computeIfAbsent(event.personId(), id -> new ArrayList<>()).add(event);
        }
        Map<String, List<PersonRecord>> byAddress = new HashMap<>();
        for (PersonRecord person : source.persons()) {
            String address = address(person);
            if (address.matches(ADDRESS)) {
                byAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(person);
            }
        }
        Map<String, Map<String, Object>> contacts = new TreeMap<>();
        byAddress.forEach((address, persons) -> contacts.put(address, attributes(persons, events)));
        return contacts;
    }

    static Map<String, Map<String, Object>> held(Collection<ContactRecord> contacts) {
        Map<String, Map<String, Object>> held = new TreeMap<>();
        for (ContactRecord contact : contacts) {
            Map<String, Object> attributes = new TreeMap<>();
            contact.attributes().forEach((name, value) -> attributes.put(name, comparable(value)));
            held.put(contact.email(), attributes);
        }
        return held;
    }

    private static String address(PersonRecord person) {
        Object email = person.properties().get("email");
        if (email == null || email.toString().isBlank())
            email = person.properties().get("$email");
        return email == null ? "" : email.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> attributes(List<PersonRecord> persons, Map<UUID, List<EventRecord>> events) {
        List<PersonRecord> ordered = new ArrayList<>(persons);
        ordered.sort(Comparator.comparing(PersonRecord::createdAt).reversed());
        Map<String, Object> attributes = new TreeMap<>();
        copy(ordered, List.of("$name", "name"), "FIRSTNAME", attributes);
        copy(ordered, List.of("$browser"), "BROWSER", attributes);
        copy(ordered, List.of("$os"), "OS", attributes);
        copy(ordered, List.of("$initial_referrer"), "REFERRAL_SOURCE", attributes);
        copy(ordered, List.of("plan"), "SUBSCRIPTION_PLAN", attributes);
        copy(ordered, List.of("company"), "COMPANY", attributes);
        long count =
                persons.stream().mapToLong(person -> of(person, events).size()).sum();
        attributes.put("EVENT_COUNT", comparable(count));
        Instant last = persons.stream()
                .map(person -> lastSeen(person, events))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (last.isAfter(Instant.EPOCH)) attributes.put("LAST_ACTIVE_DATE", day(last));
        Instant first = persons.stream()
                .map(PersonRecord::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        attributes.put("SIGNUP_DATE", day(first));
        return attributes;
    }

    private static void copy(
            List<PersonRecord> ordered, List<String> sources, String attribute, Map<String, Object> attributes) {
        for (PersonRecord person : ordered) {
            for (String source : sources) {
                Object value = person.properties().get(source);
                if (value != null) attributes.putIfAbsent(attribute, comparable(value));
            }
        }
    }

    private static Instant lastSeen(PersonRecord person, Map<UUID, List<EventRecord>> events) {
        return of(person, events).stream()
                .map(EventRecord::timestamp)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static List<EventRecord> of(PersonRecord person, Map<UUID, List<EventRecord>> events) {
        return events.getOrDefault(person.id(), List.of());
    }

    private static Object comparable(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value;
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
