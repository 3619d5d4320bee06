package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.Service;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FirstSyncTest {

    @Test
    void syncPersons_intoAnEmptyBrevo_takesFewCallsAndLeavesWhatTheDataSays() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(2_000))) {
            SyncReport report = stage.sync();

            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.counts()).isEqualTo(new SyncCounts(2_000, 0, 0, 0, 0, 2_000, 0, 0));
            long postHogCalls = stage.sandbox.calls().count(Service.POSTHOG);
            long created = stage.sandbox.calls().count(Service.BREVO, "POST /contacts/attributes/normal/{name}");
            long otherBrevoCalls = stage.sandbox.calls().count(Service.BREVO) - created;
            assertThat(postHogCalls).as("PostHog calls").isLessThanOrEqualTo(10);
            assertThat(otherBrevoCalls).as("Brevo calls").isLessThanOrEqualTo(12);
            assertThat(report.createdAttributes()).hasSize((int) created);
            assertThat(stage.sandbox.calls().count(call -> call.status() == 429))
                    .isZero();
            assertThat(report.calls().total())
                    .isEqualTo(stage.sandbox.calls().all().size());
            assertThat(stage.target().ownerMails()).isZero();
        }
    }

    @Test
    void syncPersons_withUntidyAddresses_makesOneContactOfEachAddressAndReportsTheRest() {
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(1_000).untidy(true).seed(11))) {
            SyncReport report = stage.sync();

            Map<String, Map<String, Object>> expected = Expected.contacts(stage.source());
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(expected);
            assertThat(report.counts()).isEqualTo(new SyncCounts(1_000, 0, 40, 40, 40, expected.size(), 0, 0));
        }
    }

    @Test
    void syncPersons_withoutAListOfItsOwn_usesTheHoldingListOnce() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60))) {
            stage.sync();
            stage.sync();

            assertThat(stage.target().lists())
                    .filteredOn(list -> list.name().equals("PostHog"))
                    .singleElement()
                    .satisfies(list -> assertThat(stage.target().contacts())
                            .allSatisfy(contact -> assertThat(contact.listIds()).containsExactly(list.id())));
            assertThat(stage.target().folders())
                    .filteredOn(folder -> folder.name().equals("PostHog"))
                    .hasSize(1);
        }
    }

    @Test
    void syncPersons_intoAList_putsThemThere() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(20))) {
            long list = stage.target().createList("Everybody");

            stage.connector.syncPersons(PersonSync.all().intoList(list));

            assertThat(stage.target().contacts())
                    .hasSize(20)
                    .allSatisfy(contact -> assertThat(contact.listIds()).containsExactly(list));
        }
    }

    @Test
    void syncPersons_aSecondTime_writesNothing() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(500))) {
            stage.sync();
            stage.sandbox.calls().clear();

            SyncReport second = stage.sync();

            assertThat(second.counts()).isEqualTo(new SyncCounts(500, 500, 0, 0, 0, 0, 0, 0));
            assertThat(stage.sandbox.calls().all())
                    .filteredOn(call -> call.service() == Service.BREVO)
                    .extracting(RecordedCall::route)
                    .allMatch(route -> route.startsWith("GET "));
        }
    }

    @Test
    void syncPersons_afterOnePersonChanged_sendsThatPersonsChangedFieldOnly() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(300))) {
            stage.sync();
            var person = stage.source().persons().get(42);
            var properties = new java.util.LinkedHashMap<String, Object>(person.properties());
            properties.put("plan", "a plan of its own");
            stage.person(person.id(), person.createdAt(), properties);

            SyncReport second = stage.sync();

            assertThat(second.counts()).isEqualTo(new SyncCounts(300, 299, 0, 0, 0, 1, 0, 0));
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void syncPersons_neverTouchesConsent() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(100))) {
            long list = stage.target().createList("Everybody");
            stage.target().blocklist("person.1@example.com");
            stage.target().unsubscribeFromList("person.2@example.com", list);

            SyncReport report = stage.connector.syncPersons(PersonSync.all().intoList(list));

            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(stage.target()
                            .contact("person.1@example.com")
                            .orElseThrow()
                            .emailBlacklisted())
                    .isTrue();
            ContactRecord left = stage.target().contact("person.2@example.com").orElseThrow();
            assertThat(left.listIds()).doesNotContain(list);
            assertThat(left.listUnsubscribed()).isEqualTo(Set.of(list));
            assertThat(report.withheldListJoins()).isEqualTo(1);
            assertThat(Expected.held(stage.target().contacts())).isEqualTo(Expected.contacts(stage.source()));
        }
    }

    @Test
    void syncPersons_whenSomebodyLeavesTheListBetweenRuns_doesNotPutThemBack() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(60))) {
            long list = stage.target().createList("Everybody");
            PersonSync job = PersonSync.all().intoList(list);
            stage.connector.syncPersons(job);
            stage.target().unsubscribeFromList("person.5@example.com", list);
            stage.target().removeFromList("person.7@example.com", list);
            stage.target().deleteContact("person.6@example.com");

            SyncReport second = stage.connector.syncPersons(job);

            assertThat(second.withheldListJoins()).isEqualTo(2);
            assertThat(stage.target()
                            .contact("person.7@example.com")
                            .orElseThrow()
                            .listIds())
                    .doesNotContain(list);
            assertThat(second.counts().skipped()).isEqualTo(1);
            assertThat(second.reasons()).containsOnlyKeys("the contact was deleted in Brevo");
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(stage.target().contact("person.6@example.com")).isEmpty();
        }
    }
}
