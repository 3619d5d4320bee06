package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.RecordingRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing ever subscribes anybody again. */
@Timeout(120)
class ConsentTest {
    private static final String BLOCKED = "person.1@example.com";
    private static final String LEFT = "person.2@example.com";
    private static final String TAKEN_OUT = "person.3@example.com";

    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(60).eventsPerPerson(4).seed(8),
                connector -> connector
                        .ledger(Ledger.inMemory())
                        .mapping(FieldMapping.defaults().toBuilder()
                                .map("cohort_names", "POSTHOG_COHORTS")
                                .build()));
        stage.source()
                .add(CohortRecord.of(
                        41,
                        "Everybody",
                        stage.source().persons().stream()
                                .map(person -> person.id())
                                .collect(Collectors.toSet())));
        stage.source().add(FlagRecord.rollout(1, "everybody", 100));
        Instant yesterday = stage.sandbox.clock().now().minus(Duration.ofDays(1));
        stage.source()
                .addRecordings(stage.source().persons().stream()
                        .map(person -> new RecordingRecord(
                                "s-" + person.id(), person.id(), yesterday, Duration.ofSeconds(9), 1, 1, 0))
                        .toList());
        return stage;
    }

    private static List<SyncJob> jobs(long list) {
        return List.of(
                PersonSync.all()
                        .intoList(list)
                        .engagement(Engagement.NONE.activeInto(list).activeWithin(Duration.ofDays(400))),
                CohortSync.of(41).intoList(list).mirror(),
                FlagSync.of("everybody").toAttribute("EVERYBODY").intoList(list).mirror(),
                FunnelSync.steps("$pageview", "purchase_completed")
                        .lastDays(400)
                        .reached(1)
                        .intoList(list)
                        // Other jobs fill the same list here.
                        .addOnly()
                        .stageTo("STAGE"),
                ReplaySync.last(Duration.ofDays(30)),
                QuerySync.hogQl("SELECT properties.email AS email, properties.plan AS plan FROM persons")
                        .map("plan", "QUERY_PLAN")
                        .intoList(list),
                EventSync.of("$pageview").since(Duration.ofDays(400)).attribute("$current_url", "LAST_URL"),
                ExportSync.jsonLines(() -> new ByteArrayInputStream(export().getBytes(StandardCharsets.UTF_8))));
    }

    private static String export() {
        return List.of(BLOCKED, LEFT, TAKEN_OUT).stream()
                .map(address -> "{\"person_id\":\"00000000-0000-0000-0000-00000000000" + address.charAt(7)
                        + "\",\"distinct_id\":\"" + address + "\",\"properties\":{\"email\":\"" + address + "\"}}\n")
                .collect(Collectors.joining());
    }

    /** Puts the list's members in by a first run, lets three of them go their ways, and returns them as they are then. */
    private static List<Standing> seed(SyncFixture stage, long list) {
        stage.connector.syncPersons(PersonSync.all().intoList(list).named("before"));
        stage.target().blocklist(BLOCKED);
        stage.target().unsubscribeFromList(LEFT, list);
        stage.target().removeFromList(TAKEN_OUT, list);
        return standings(stage);
    }

    private record Standing(String email, boolean blocked, Set<Long> lists, Set<Long> left) {}

    private static List<Standing> standings(SyncFixture stage) {
        return List.of(BLOCKED, LEFT, TAKEN_OUT).stream()
                .map(address -> stage.target().contact(address).orElseThrow())
                .map((ContactRecord contact) -> new Standing(
                        contact.email(), contact.emailBlacklisted(), contact.listIds(), contact.listUnsubscribed()))
                .toList();
    }

    @Test
    void everyJob_leavesThoseAloneWhoHaveOptedOutOrLeftTheList() {
        try (SyncFixture probe = stage()) {
            int kinds = jobs(probe.target().createList("probe")).size();
            for (int i = 0; i < kinds; i++) leavesThemAlone(i);
        }
    }

    private static void leavesThemAlone(int kind) {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Everybody");
            List<Standing> before = seed(stage, list);
            SyncJob job = jobs(list).get(kind);

            stage.connector.run(job);
            stage.connector.run(job);

            assertThat(standings(stage)).as(job.name()).isEqualTo(before);
            assertThat(stage.target().resubscriptions()).as(job.name()).isZero();
        }
    }

    @Test
    void contactsByHand_leaveThemAloneToo() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("Everybody");
            List<Standing> before = seed(stage, list);

            for (String address : List.of(BLOCKED, LEFT, TAKEN_OUT)) {
                stage.connector
                        .contacts()
                        .sync(ContactDraft.of(address)
                                .set("FIRSTNAME", "By hand")
                                .joinList(list));
            }

            assertThat(standings(stage)).isEqualTo(before);
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(Truth.attribute(stage.target(), "FIRSTNAME")).containsEntry(LEFT, "By hand");
        }
    }
}
