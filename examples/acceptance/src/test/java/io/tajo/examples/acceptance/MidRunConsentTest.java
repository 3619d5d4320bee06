package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a contact opts out of while a run is under way stays so, by upserts (40 contacts) and by imports (200). */
@Timeout(120)
class MidRunConsentTest {
    private final AtomicReference<Runnable> duringTheRun = new AtomicReference<>(() -> {});

    private SyncFixture open() {
        SyncListener listener = new SyncListener() {
            @Override
            public void read(SyncJob job, long persons) {
                duringTheRun.getAndSet(() -> {}).run();
            }
        };
        return SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.ledger(Ledger.inMemory()).listener(listener));
    }

    private static void persons(SyncFixture stage, int count, String plan) {
        for (int i = 0; i < count; i++) {
            stage.person(new UUID(0, i), Map.of("email", address(i), "plan", plan));
        }
    }

    private static String address(int number) {
        return "p" + number + "@example.com";
    }

    private static long members(SyncFixture stage, long list) {
        return Truth.members(stage.target(), list).size();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200})
    void membersWhoLeaveTheList_areNotPutBackWithTheirAttributes(int count) {
        try (SyncFixture stage = open()) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            persons(stage, count, "free");
            stage.connector.syncPersons(job);
            assertThat(members(stage, list)).isEqualTo(count);
            persons(stage, count, "pro");
            duringTheRun.set(() -> {
                for (int i = 0; i < count; i++) stage.target().unsubscribeFromList(address(i), list);
            });

            stage.connector.syncPersons(job);

            assertThat(members(stage, list)).isZero();
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(Truth.attribute(stage.target(), "SUBSCRIPTION_PLAN").values())
                    .hasSize(count)
                    .containsOnly("pro");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200})
    void contactsWhoWouldJoin_andUnsubscribeMeanwhile_doNotJoin(int count) {
        try (SyncFixture stage = open()) {
            long list = stage.target().createList("News");
            persons(stage, count, "free");
            stage.connector.syncPersons(PersonSync.all().named("before"));
            persons(stage, count, "pro");
            duringTheRun.set(() -> {
                for (int i = 0; i < count / 2; i++) stage.target().unsubscribeFromList(address(i), list);
            });

            SyncReport report = stage.connector.syncPersons(PersonSync.all().intoList(list));

            assertThat(members(stage, list)).isEqualTo(count - count / 2);
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(report.withheldListJoins()).isEqualTo(count / 2);
            assertThat(report.counts().applied()).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200})
    void contactsWhoAreBlocklistedMeanwhile_stayBlocklisted(int count) {
        try (SyncFixture stage = open()) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            persons(stage, count, "free");
            stage.connector.syncPersons(job);
            persons(stage, count, "pro");
            duringTheRun.set(() -> {
                for (int i = 0; i < count; i++) stage.target().blocklist(address(i));
            });

            stage.connector.syncPersons(job);

            assertThat(stage.target().contacts()).allMatch(contact -> contact.emailBlacklisted());
            assertThat(stage.target().resubscriptions()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 200})
    void contactsWhoHaveLeftTheCarrierList_areNotPutBackByImports(int count) {
        try (SyncFixture stage = open()) {
            persons(stage, count, "free");
            stage.connector.syncPersons(PersonSync.all());
            Map<String, Long> carriers = new HashMap<>();
            stage.target().lists().forEach(list -> carriers.put(list.name(), list.id()));
            Long carrier = carriers.get("PostHog");
            if (carrier != null) stage.target().unsubscribeFromList(address(3), carrier);
            persons(stage, count, "pro");

            stage.connector.syncPersons(PersonSync.all());

            assertThat(carrier != null).isEqualTo(count == 200);
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(Truth.attribute(stage.target(), "SUBSCRIPTION_PLAN")).containsEntry(address(3), "pro");
        }
    }
}
