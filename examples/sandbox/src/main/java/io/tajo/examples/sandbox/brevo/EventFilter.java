package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which events a request asks for.
 *
 * @param names their names; empty for any
 * @param contacts whose they are; empty for anybody's
 * @param from the earliest
 * @param to the latest
 */
record EventFilter(List<String> names, List<String> contacts, Instant from, Instant to) {
    private static final int STANDARD_MONTHS = 6;

    /** Throws IllegalArgumentException or DateTimeParseException where Brevo answers 400. */
    static EventFilter of(Request request, Instant now) {
        Optional<Instant> from = request.param("startDate").map(text -> instant(text, false));
        Optional<Instant> to = request.param("endDate").map(text -> instant(text, true));
        if (from.isPresent() != to.isPresent()) {
            throw new IllegalArgumentException("startDate and endDate are mandatory together");
        }
        Instant standard =
                now.atOffset(ZoneOffset.UTC).minusMonths(STANDARD_MONTHS).toInstant();
        return new EventFilter(
                many(request, "event_name"),
                many(request, "contact_id"),
                from.orElse(standard),
                to.orElse(Instant.MAX));
    }

    boolean matches(StoredEventRecord event) {
        return (names.isEmpty() || names.contains(event.name()))
                && (contacts.isEmpty() || contacts.contains(String.valueOf(event.contactId())))
                && !event.date().isBefore(from)
                && !event.date().isAfter(to);
    }

    private static List<String> many(Request request, String name) {
        List<String> values = new ArrayList<>(request.query().getOrDefault(name, List.of()));
        values.addAll(request.query().getOrDefault(name + "[]", List.of()));
        return values;
    }

    private static Instant instant(String text, boolean endOfDay) {
        if (text.length() > 10) return OffsetDateTime.parse(text).toInstant();
        LocalDate day = LocalDate.parse(text);
        return (endOfDay ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
