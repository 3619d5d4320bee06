package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts a request asks for, read once.
 *
 * @param lists the lists that they are in one of; empty for any
 * @param ids their numbers; empty for any
 * @param modifiedSince when they were changed at the earliest
 * @param createdSince when they were created at the earliest
 * @param attribute the attribute that has the value; empty for any
 * @param value its value
 */
record ContactFilter(
        Set<Long> lists,
        Set<Long> ids,
        @Nullable Instant modifiedSince,
        @Nullable Instant createdSince,
        String attribute,
        String value) {
    private static final Pattern EQUALS = Pattern.compile("equals\\((\\w+),\"([^\"]*)\"\\)");

    /** Throws DateTimeParseException or IllegalArgumentException where Brevo answers 400. */
    static ContactFilter of(Request request) {
        Matcher equals = EQUALS.matcher(request.param("filter").orElse("equals(A,\"\")"));
        if (!equals.matches()) throw new IllegalArgumentException("filter is not valid");
        return new ContactFilter(
                numbers(request, "listIds"),
                numbers(request, "ids"),
                instant(request, "modifiedSince").orElse(null),
                instant(request, "createdSince").orElse(null),
                request.param("filter").isPresent() ? equals.group(1) : "",
                equals.group(2));
    }

    ContactFilter in(long list) {
        return new ContactFilter(Set.of(list), ids, modifiedSince, createdSince, attribute, value);
    }

    /** Returns those who come into question, in the order of their numbers. */
    Collection<MutableContact> candidates(ContactBook book) {
        if (lists.isEmpty()) return book.oldestFirst();
        if (lists.size() == 1) return book.members(lists.iterator().next());
        TreeMap<Long, MutableContact> members = new TreeMap<>();
        for (long list : lists) book.members(list).forEach(contact -> members.put(contact.id, contact));
        return members.values();
    }

    /** Tells whether each candidate matches. */
    boolean takesAll() {
        return ids.isEmpty() && modifiedSince == null && createdSince == null && attribute.isEmpty();
    }

    boolean matches(MutableContact contact) {
        return (ids.isEmpty() || ids.contains(contact.id))
                && (modifiedSince == null || !contact.modifiedAt.isBefore(modifiedSince))
                && (createdSince == null || !contact.createdAt.isBefore(createdSince))
                && (attribute.isEmpty() || value.equals(String.valueOf(contact.attributes.get(attribute))));
    }

    private static Set<Long> numbers(Request request, String name) {
        Set<Long> numbers = new HashSet<>();
        for (String many : request.query().getOrDefault(name, List.of())) {
            for (String one : many.split(",", -1)) numbers.add(Long.valueOf(one));
        }
        return numbers;
    }

    private static Optional<Instant> instant(Request request, String name) {
        return request.param(name).map(text -> OffsetDateTime.parse(text).toInstant());
    }
}
