package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.SyncJob;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.Funnels;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every job over one realistic world, compared contact by contact with what the data says. */
@Timeout(300)
class RealisticWorldTest {
    @Test
    void everyJob_bringsWhatTheDataSays_andASecondRunSendsNothing() {
        try (RealisticWorld world = new RealisticWorld()) {
            Map<String, ContactRecord> before = contacts(world);
            world.letSomeOptOutDuringTheRun();

            List<SyncReport> first = runAll(world);

            assertThat(first).extracting(SyncReport::outcome).containsOnly(SyncOutcome.FINISHED);
            assertHolds(world, before);
            world.stage.sandbox.calls().clear();
            List<SyncReport> second = runAll(world);

            assertThat(second).extracting(SyncReport::outcome).containsOnly(SyncOutcome.FINISHED);
            assertThat(world.stage.sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.BREVO)
                    .allMatch(call -> call.route().startsWith("GET "), "only reads");
            assertHolds(world, before);
        }
    }

    private static List<SyncReport> runAll(RealisticWorld world) {
        List<SyncReport> reports = new ArrayList<>();
        for (SyncJob job : world.jobs()) reports.add(world.stage.connector.run(job));
        return reports;
    }

    private static Map<String, ContactRecord> contacts(RealisticWorld world) {
        Map<String, ContactRecord> contacts = new TreeMap<>();
        world.stage.target().contacts().forEach(contact -> contacts.put(contact.email(), contact));
        return contacts;
    }

    private static void assertHolds(RealisticWorld world, Map<String, ContactRecord> before) {
        Truths truths = new Truths(world);
        Map<String, ContactRecord> after = contacts(world);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(truths.persons.keySet());
        assertThat(after.keySet()).isEqualTo(all);
        after.forEach((address, contact) -> {
            ContactRecord earlier = before.get(address);
            assertThat(comparable(contact.attributes())).as(address).isEqualTo(truths.attributes(address, earlier));
            assertThat(mailingLists(world, contact)).as(address).isEqualTo(truths.lists(contact, earlier));
        });
        assertThat(world.stage.target().resubscriptions()).isZero();
        assertThat(world.stage.target().events().stream()
                        .map(event -> event.properties().get("posthog_uuid") + " of " + event.email() + " for "
                                + event.properties().get("order"))
                        .sorted()
                        .toList())
                .isEqualTo(truths.events());
    }

    /** The list that imports name is no mailing list. */
    private static Set<Long> mailingLists(RealisticWorld world, ContactRecord contact) {
        Set<Long> lists = new TreeSet<>(contact.listIds());
        world.stage.target().lists().stream()
                .filter(list -> list.name().equals("PostHog"))
                .forEach(list -> lists.remove(list.id()));
        return lists;
    }

    private static Map<String, Object> comparable(Map<String, Object> attributes) {
        Map<String, Object> values = new TreeMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                value instanceof Number number
                        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                        : value));
        return values;
    }

    /** What the data says, worked out with none of the library's code. */
    private static final class Truths {
        private final RealisticWorld world;
        private final Map<String, List<PersonRecord>> persons;
        private final Map<UUID, List<EventRecord>> events;
        private final Map<UUID, Integer> furthest;
        private final Map<String, Long> listsByName = new TreeMap<>();

        Truths(RealisticWorld world) {
            this.world = world;
            persons = Truth.byAddress(world.stage.source(), Truths::newestFirst);
            events = world.stage.source().events().stream().collect(Collectors.groupingBy(EventRecord::personId));
            furthest = Funnels.furthest(
                    world.stage.source().events(),
                    List.of("signup_completed", "purchase_completed"),
                    Duration.ofDays(14),
                    world.stage.sandbox.clock().now().minus(RealisticWorld.YEAR));
            world.stage.target().lists().forEach(list -> listsByName.put(list.name(), list.id()));
        }

        private static Optional<List<PersonRecord>> newestFirst(Collection<PersonRecord> group) {
            return Optional.of(group.stream()
                    .sorted(Comparator.comparing(PersonRecord::createdAt).reversed())
                    .toList());
        }

        private long count(String address, String event) {
            return eventsOf(address).filter(each -> each.event().equals(event)).count();
        }

        private Stream<EventRecord> eventsOf(String address) {
            return persons.getOrDefault(address, List.of()).stream()
                    .flatMap(person -> events.getOrDefault(person.id(), List.of()).stream());
        }

        private int furthest(String address) {
            return persons.getOrDefault(address, List.of()).stream()
                    .mapToInt(person -> furthest.getOrDefault(person.id(), 0))
                    .max()
                    .orElse(0);
        }

        Map<String, Object> attributes(String address, ContactRecord earlier) {
            Map<String, Object> expected = new TreeMap<>(earlier == null ? Map.of() : comparable(earlier.attributes()));
            List<PersonRecord> group = persons.getOrDefault(address, List.of());
            if (group.isEmpty()) return expected;
            put(expected, "FIRSTNAME", group, person -> person.properties().get("name"));
            put(expected, "PLAN", group, person -> person.properties().get("plan"));
            put(expected, "ACCOUNT", group, person -> text(person.properties().get("account")));
            put(
                    expected,
                    "NEWSLETTER",
                    group,
                    person -> text(person.properties().get("newsletter")));
            put(expected, "BORN", group, person -> person.properties().get("born"));
            put(expected, "CITY", group, Truths::city);
            expected.put("EVENT_COUNT", String.valueOf(eventsOf(address).count()));
            eventsOf(address)
                    .map(event -> event.timestamp().toString().substring(0, 10))
                    .max(Comparator.naturalOrder())
                    .ifPresent(day -> expected.put("LAST_SEEN", day));
            String plan = String.valueOf(group.get(0).properties().get("plan"));
            expected.put("POSTHOG_COHORTS", "Plan " + plan);
            expected.put("IS_PRO", plan.equals("pro"));
            if (furthest(address) > 0) {
                expected.put("STAGE", furthest(address) == 1 ? "signup_completed" : "purchase_completed");
            }
            if (group.stream()
                    .anyMatch(person -> RealisticWorld.numbers().get(person.id()) % 6 == 0 && recorded(person))) {
                expected.put("RECORDINGS", "1");
            }
            if (count(address, "purchase_completed") >= 2) {
                expected.put("PURCHASES", String.valueOf(count(address, "purchase_completed")));
            }
            return expected;
        }

        private boolean recorded(PersonRecord person) {
            return world.stage.source().recordings().stream()
                    .anyMatch(recording -> recording.personId().equals(person.id()));
        }

        private static Object city(PersonRecord person) {
            return person.properties().get("address") instanceof Map<?, ?> address ? address.get("city") : null;
        }

        private static Object text(Object value) {
            return value == null ? null : value.toString();
        }

        /** The newest person takes precedence, the others supply what it lacks; what none has stays as Brevo has it. */
        private static void put(
                Map<String, Object> expected,
                String name,
                List<PersonRecord> group,
                Function<PersonRecord, Object> property) {
            group.stream()
                    .map(property)
                    .filter(value -> value != null)
                    .findFirst()
                    .ifPresent(value -> expected.put(name, value));
        }

        Set<Long> lists(ContactRecord contact, ContactRecord earlier) {
            String address = contact.email();
            Set<Long> expected = new TreeSet<>(earlier == null ? Set.of() : earlier.listIds());
            expected.removeAll(contact.listUnsubscribed());
            if (!persons.containsKey(address)) return expected;
            String plan =
                    String.valueOf(persons.get(address).get(0).properties().get("plan"));
            join(expected, contact, world.everybody, true);
            for (String each : RealisticWorld.PLANS) {
                join(expected, contact, listsByName.getOrDefault("Plan " + each, -1L), each.equals(plan));
            }
            join(expected, contact, world.pros, plan.equals("pro"));
            join(expected, contact, world.dropped, furthest(address) == 1);
            join(expected, contact, world.buyers, count(address, "purchase_completed") >= 2);
            return expected;
        }

        private static void join(Set<Long> lists, ContactRecord contact, long list, boolean belongs) {
            if (belongs && !contact.listUnsubscribed().contains(list)) lists.add(list);
        }

        List<String> events() {
            Predicate<EventRecord> sent = event -> event.event().equals("purchase_completed");
            return persons.keySet().stream()
                    .flatMap(address -> eventsOf(address)
                            .filter(sent)
                            .map(event -> event.uuid() + " of " + address + " for "
                                    + event.properties().get("order")))
                    .sorted()
                    .toList();
        }
    }
}
