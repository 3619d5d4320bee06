package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One person as read, before persons who share an address become one.
 *
 * @param id PostHog's id
 * @param createdAt when PostHog first saw the person
 * @param activity what the person did
 * @param address the address as it was typed; empty if there is none
 * @param properties the properties that were asked for
 * @param enrichments what is known besides
 */
record PersonRow(
        String id,
        @Nullable Instant createdAt,
        Activity activity,
        Optional<String> address,
        Map<String, @Nullable Object> properties,
        Map<String, Object> enrichments) {

    /** The primary person of a shared address comes last: created last, then the larger id. Neither ever changes. */
    static final Comparator<PersonRow> BY_PRECEDENCE = Comparator.comparing(
                    PersonRow::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(PersonRow::id, ClickHouseUuid::compare);

    Optional<EmailAddress> validAddress() {
        return address.flatMap(EmailAddress::parse);
    }

    /**
     * Makes one person of several: the primary person's properties, with the others supplying missing values; events
     * added up; the latest sight and the earliest creation.
     */
    static PersonRow merge(List<PersonRow> rows) {
        List<PersonRow> ordered = rows.stream().sorted(BY_PRECEDENCE.reversed()).toList();
        PersonRow primary = ordered.get(0);
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        Map<String, Object> enrichments = new LinkedHashMap<>();
        Activity activity = Activity.NONE;
        Instant created = primary.createdAt();
        for (PersonRow row : ordered) {
            fillGaps(properties, row.properties());
            row.enrichments().forEach((field, value) -> enrichments.merge(field, value, PersonRow::both));
            activity = activity.and(row.activity());
            if (created == null || (row.createdAt() != null && row.createdAt().isBefore(created))) {
                created = row.createdAt();
            }
        }
        return new PersonRow(primary.id(), created, activity, primary.address(), properties, enrichments);
    }

    /** Lists are united, numbers added up, of times the later counts; otherwise the primary person's counts. */
    private static Object both(Object first, Object other) {
        if (first instanceof List<?> some && other instanceof List<?> more) {
            return Stream.concat(some.stream(), more.stream()).distinct().toList();
        }
        if (first instanceof Long some && other instanceof Long more) return some + more;
        if (first instanceof Instant some && other instanceof Instant more) return some.isAfter(more) ? some : more;
        return first;
    }

    /** A value is missing if neither the name nor its fallback has one: "$name" of one person does not replace another's "name". */
    private static void fillGaps(Map<String, @Nullable Object> properties, Map<String, @Nullable Object> others) {
        Map<String, @Nullable Object> before = new HashMap<>(properties);
        others.forEach((name, value) -> {
            boolean hasFallback = Profile.fallbackField(name).map(before::get).isPresent();
            if (before.get(name) == null && !hasFallback) properties.put(name, value);
        });
    }

    /** Returns the properties and computed fields as a mapper sees them. */
    JsonObject fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(properties);
        fields.put(ComputedField.PERSON_ID, id);
        fields.put(ComputedField.TOTAL_EVENTS, activity.events());
        fields.put(ComputedField.RECENT_EVENTS, activity.recent());
        fields.put(ComputedField.LAST_SEEN, text(activity.lastSeen()));
        JsonObject own = JsonObject.of(properties);
        if (own.text(ComputedField.SIGNUP_DATE).filter(text -> !text.isBlank()).isEmpty()) {
            fields.put(ComputedField.SIGNUP_DATE, text(createdAt));
        }
        fields.putAll(enrichments);
        return JsonObject.of(fields);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
