package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lists follow their sources in both directions, and stop where the source has shrunk too much. */
@Timeout(120)
class MirroredListsTest {
    private static SyncFixture open(int persons) {
        SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.ledger(Ledger.inMemory()));
        for (int i = 0; i < persons; i++) {
            stage.person(id(i), Map.of("email", "p" + i + "@example.com", "plan", "pro"));
        }
        return stage;
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static void cohort(SyncFixture stage, long id, String name, int from, int to) {
        Set<UUID> members =
                IntStream.range(from, to).mapToObj(MirroredListsTest::id).collect(Collectors.toSet());
        stage.source().add(CohortRecord.of(id, name, members));
    }

    private static long list(SyncFixture stage, String name) {
        return stage.target().lists().stream()
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static int members(SyncFixture stage, long list) {
        return Truth.members(stage.target(), list).size();
    }

    @Test
    void aListOfSteadySize_followsTurnoverOfAThird() {
        try (SyncFixture stage = open(400)) {
            CohortSync job = CohortSync.of(41).intoListsNamedAlike().mirror();
            cohort(stage, 41, "Active", 0, 300);
            stage.connector.syncCohorts(job);
            cohort(stage, 41, "Active", 100, 400);

            SyncReport second = stage.connector.syncCohorts(job);

            assertThat(second.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(Truth.members(stage.target(), list(stage, "Active")))
                    .isEqualTo(Truth.addresses(
                            stage.source(), person -> person.id().getLeastSignificantBits() >= 100));
        }
    }

    @Test
    void aSourceThatShrinks_holdsItsMembersBack_untilThatIsConfirmedOnce() {
        try (SyncFixture stage = open(300)) {
            Ledger ledger = Ledger.inMemory();
            CohortSync job = CohortSync.of(41).intoListsNamedAlike().mirror();
            PostHogBrevoConnector plain = stage.connector(connector -> connector.ledger(ledger));
            cohort(stage, 41, "Active", 0, 300);
            plain.syncCohorts(job);
            long list = list(stage, "Active");
            cohort(stage, 41, "Active", 0, 100);

            SyncReport held = plain.syncCohorts(job);
            SyncReport still = plain.syncCohorts(job);

            assertThat(held.outcome()).isEqualTo(SyncOutcome.HELD_BACK);
            assertThat(held.heldBack()).isEqualTo(Map.of(list, 200L));
            assertThat(still.outcome()).isEqualTo(SyncOutcome.HELD_BACK);
            assertThat(members(stage, list)).isEqualTo(300);

            SyncReport confirmed = stage.connector(
                            connector -> connector.ledger(ledger).confirmRemovals(list, 100))
                    .syncCohorts(job);
            cohort(stage, 41, "Active", 0, 90);
            SyncReport later = plain.syncCohorts(job);

            assertThat(confirmed.removed()).isEqualTo(Map.of(list, 200L));
            assertThat(later.removed()).isEqualTo(Map.of(list, 10L));
            assertThat(members(stage, list)).isEqualTo(90);
        }
    }

    @Test
    void aCohortKeepsItsList_whenEitherIsRenamed_andADeletedOneLeavesItAsItIs() {
        try (SyncFixture stage = open(30)) {
            CohortSync job = CohortSync.all().intoListsNamedAlike().mirror();
            cohort(stage, 41, "Active", 0, 10);
            cohort(stage, 42, "Idle", 10, 20);
            stage.connector.syncCohorts(job);
            long active = list(stage, "Active");
            long idle = list(stage, "Idle");
            cohort(stage, 41, "Very active", 0, 12);
            stage.target().renameList(idle, "Sleepers");
            cohort(stage, 42, "Idle", 10, 22);

            SyncReport renamed = stage.connector.syncCohorts(job);

            assertThat(renamed.createdLists()).isEmpty();
            assertThat(members(stage, active)).isEqualTo(12);
            assertThat(members(stage, idle)).isEqualTo(12);

            stage.source().removeCohort(42);
            SyncReport deleted = stage.connector.syncCohorts(job);

            assertThat(deleted.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(deleted.remarks()).anyMatch(remark -> remark.contains("cohort 42 is not among"));
            assertThat(members(stage, idle)).isEqualTo(12);
        }
    }

    @Test
    void twoCohortsOfOneName_orAListInAnotherFolder_failThatListAlone() {
        try (SyncFixture stage = open(30)) {
            stage.target().createList("Taken");
            cohort(stage, 41, "Active", 0, 10);
            cohort(stage, 42, "Active", 10, 20);
            cohort(stage, 43, "Taken", 0, 5);
            cohort(stage, 44, "Idle", 20, 30);

            SyncReport report = stage.connector.syncCohorts(CohortSync.all().intoListsNamedAlike());

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(members(stage, list(stage, "Active"))).isEqualTo(10);
            assertThat(members(stage, list(stage, "Idle"))).isEqualTo(10);
            assertThat(members(stage, list(stage, "Taken"))).isZero();
            assertThat(report.remarks())
                    .anyMatch(remark -> remark.contains("Cohorts 41 and 42"))
                    .anyMatch(remark -> remark.startsWith("cohort 43 has no list"));
        }
    }

    @Test
    void listsOfFlags_followInBothDirections_unlessTheyOnlyAdd() {
        try (SyncFixture stage = open(60)) {
            long following = stage.target().createList("Following");
            long adding = stage.target().createList("Adding");
            stage.source().add(FlagRecord.where(1, "pro", "plan", "pro"));
            FlagSync mirrored = FlagSync.of("pro").intoList(following);
            FlagSync added = FlagSync.of("pro").intoList(adding).addOnly().named("added");
            stage.connector.syncFeatureFlags(mirrored);
            stage.connector.syncFeatureFlags(added);
            for (int i = 0; i < 10; i++) stage.person(id(i), Map.of("email", "p" + i + "@example.com", "plan", "free"));

            stage.connector.syncFeatureFlags(mirrored);
            stage.connector.syncFeatureFlags(added);

            assertThat(members(stage, following)).isEqualTo(50);
            assertThat(members(stage, adding)).isEqualTo(60);
        }
    }

    @Test
    void aCustomerWhoBought_leavesTheListOfThoseWhoDropped() {
        try (SyncFixture stage = open(2)) {
            long dropped = stage.target().createList("Dropped");
            FunnelSync job =
                    FunnelSync.steps("signed_up", "bought").droppedBefore(2).intoList(dropped);
            happens(stage, "signed_up", Duration.ofHours(3));
            stage.connector.syncFunnel(job);
            assertThat(members(stage, dropped)).isEqualTo(2);
            stage.source().addEvents(List.of(event(stage, id(0), "bought", Duration.ofHours(1))));

            stage.connector.syncFunnel(job);

            assertThat(Truth.members(stage.target(), dropped)).containsExactly("p1@example.com");
        }
    }

    private static void happens(SyncFixture stage, String name, Duration ago) {
        stage.source().addEvents(List.of(event(stage, id(0), name, ago), event(stage, id(1), name, ago)));
    }

    private static EventRecord event(SyncFixture stage, UUID person, String name, Duration ago) {
        return new EventRecord(
                UUID.randomUUID(),
                name,
                person,
                "d",
                stage.sandbox.clock().now().minus(ago),
                Map.of());
    }

    @Test
    void personsWhoAreGone_areCounted_andLeaveAListThatIsMirrored() {
        try (SyncFixture stage = open(60)) {
            long all = stage.target().createList("All");
            long mirrored = stage.target().createList("Mirrored");
            PersonSync job =
                    PersonSync.all().intoList(mirrored).mirror(Mirror.careful().withGracePeriodRuns(0));
            stage.connector.syncPersons(PersonSync.all().intoList(all));
            stage.connector.syncPersons(job);
            stage.source().remove(id(3));
            stage.person(id(4), Map.of("plan", "pro"));

            SyncReport added = stage.connector.syncPersons(PersonSync.all().intoList(all));
            SyncReport removed = stage.connector.syncPersons(job);

            assertThat(added.remarks())
                    .anyMatch(remark -> remark.startsWith("2 contacts belong to persons that PostHog no longer has"));
            assertThat(members(stage, all)).isEqualTo(60);
            assertThat(removed.removed()).isEqualTo(Map.of(mirrored, 2L));
            assertThat(members(stage, mirrored)).isEqualTo(58);
        }
    }
}
