package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What Brevo must hold after the jobs of {@link WholeSyncTest}, worked out from the data. */
final class WholeTruth {
    static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> SENT = List.of("purchase_completed", "signup_completed");

    private WholeTruth() {}

    static void assertHolds(Sandbox sandbox, String when) {
        Map<String, Map<String, Object>> expected = Expected.contacts(sandbox.postHog());
        Map<String, Map<String, Object>> held = Expected.held(sandbox.brevo().contacts());
        assertThat(held.keySet()).as(when).isEqualTo(expected.keySet());
        expected.forEach(
                (address, attributes) -> assertThat(held.get(address)).as(when).containsAllEntriesOf(attributes));
        for (CohortRecord cohort : sandbox.postHog().cohorts()) {
            long list = sandbox.brevo().lists().stream()
                    .filter(each -> each.name().equals(cohort.name()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            assertThat(Truth.members(sandbox.brevo(), list))
                    .as("%s of %s", cohort.name(), when)
                    .isEqualTo(Truth.addresses(sandbox.postHog(), cohort::holds));
        }
        assertThat(eventsHeld(sandbox, when)).as(when).isEqualTo(eventsExpected(sandbox));
    }

    /** Returns the address of each event by PostHog's uuid. */
    private static Map<String, String> eventsHeld(Sandbox sandbox, String when) {
        Map<String, String> held = new TreeMap<>();
        sandbox.brevo().events().forEach(event -> {
            String uuid = Objects.toString(event.properties().get("posthog_uuid"));
            assertThat(held.put(uuid, event.email()))
                    .as("%s there twice, %s", uuid, when)
                    .isNull();
        });
        return held;
    }

    private static Map<String, String> eventsExpected(Sandbox sandbox) {
        Map<UUID, PersonRecord> persons = new HashMap<>();
        sandbox.postHog().persons().forEach(person -> persons.put(person.id(), person));
        Instant from = sandbox.clock().now().minus(YEAR);
        Map<String, String> expected = new TreeMap<>();
        for (EventRecord event : sandbox.postHog().events()) {
            if (!SENT.contains(event.event()) || event.timestamp().isBefore(from)) continue;
            Optional.ofNullable(persons.get(event.personId()))
                    .flatMap(Truth::address)
                    .ifPresent(address -> expected.put(event.uuid().toString(), address));
        }
        return expected;
    }
}
