package io.tajo.examples.acceptance;

import io.tajo.examples.sandbox.brevo.BrevoState;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.PostHogState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the data says about single attributes and lists, worked out with none of the library's code. */
final class Truth {
    private static final String ADDRESS = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}";

    private Truth() {}

    /** Returns the address of a person, if Brevo takes it. */
    static Optional<String> address(PersonRecord person) {
        Object email = person.properties().get("email");
        if (email == null || email.toString().isBlank())
            email = person.properties().get("$email");
        return Optional.ofNullable(email)
                .map(typed -> typed.toString().strip().toLowerCase(Locale.ROOT))
                .filter(address -> address.matches(ADDRESS));
    }

    /** Returns the addresses of the persons for whom something is true. */
    static Set<String> addresses(PostHogState source, Predicate<PersonRecord> wanted) {
        return source.persons().stream()
                .filter(wanted)
                .flatMap(person -> address(person).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the members of a list in Brevo. */
    static Set<String> members(BrevoState target, long list) {
        return target.contacts().stream()
                .filter(contact -> contact.listIds().contains(list))
                .map(ContactRecord::email)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what Brevo holds in an attribute, by address; contacts without it are left out. */
    static Map<String, Object> attribute(BrevoState target, String name) {
        Map<String, Object> values = new TreeMap<>();
        for (ContactRecord contact : target.contacts()) {
            Object value = contact.attributes().get(name);
            if (value != null) values.put(contact.email(), value instanceof Number ? value.toString() : value);
        }
        return values;
    }

    /** Groups persons by their address. */
    static <T> Map<String, T> byAddress(PostHogState source, Function<Collection<PersonRecord>, Optional<T>> valueOf) {
        Map<String, Collection<PersonRecord>> groups = source.persons().stream()
                .filter(person -> address(person).isPresent())
                .collect(Collectors.groupingBy(
                        person -> address(person).orElseThrow(),
                        TreeMap::new,
                        Collectors.toCollection(ArrayList::new)));
        Map<String, T> values = new TreeMap<>();
        groups.forEach((address, persons) -> valueOf.apply(persons).ifPresent(value -> values.put(address, value)));
        return values;
    }
}
