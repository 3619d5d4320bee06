package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A renaming that Brevo carries out, and whose answer never comes, is finished by the next run. */
@Timeout(120)
class LostRenamingTest {
    private static final FieldMapping MAPPING = FieldMapping.builder()
            .map("name", "FIRSTNAME")
            .map("person_id", "EXT_ID")
            .build();
    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";
    private static final String NEWER = "ada@newer.example";
    private static final String RENAMING = "PUT /contacts/{identifier}";
    private static final UUID ADA = new UUID(7, 7);

    private static SyncFixture stage() {
        return SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.mapping(MAPPING).ledger(Ledger.inMemory()));
    }

    private static void adaIs(SyncFixture stage, String address) {
        stage.person(ADA, Map.of("email", address, "name", "Ada"));
    }

    /** The renaming is carried out, and its answer never comes. */
    private static void loseTheRenaming(SyncFixture stage, PersonSync job) {
        adaIs(stage, NEW);
        stage.sandbox.faults().add(lost(RENAMING));
        assertThat(stage.connector.syncPersons(job).counts().applied()).isZero();
        stage.sandbox.faults().clear();
    }

    private static void loseTheAnswers(SyncFixture stage, String route) {
        stage.sandbox.faults().add(lost(route));
        stage.sync();
        stage.sandbox.faults().clear();
    }

    private static Fault lost(String route) {
        return Fault.on(Service.BREVO).route(route).times(20).resetAfterProcessing();
    }

    private static Set<Long> lists(SyncFixture stage, String address) {
        return stage.target().contact(address).orElseThrow().listIds();
    }

    @Test
    void aLostRenaming_doesNotJoinAListThatWasLeft() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            adaIs(stage, OLD);
            stage.connector.syncPersons(job);
            stage.target().removeFromList(OLD, list);
            loseTheRenaming(stage, job);

            stage.connector.syncPersons(job);

            assertThat(lists(stage, NEW)).doesNotContain(list);
        }
    }

    @Test
    void aLostRenaming_leavesTheEarlierAddressToOthers() {
        try (SyncFixture stage = stage()) {
            adaIs(stage, OLD);
            stage.sync();
            loseTheRenaming(stage, PersonSync.all());
            stage.sync();
            UUID grace = stage.person(Map.of("email", OLD, "name", "Grace"));

            stage.sync();

            assertThat(stage.target().contact(OLD).orElseThrow().extId()).isEqualTo(grace.toString());
            assertThat(stage.target().contact(NEW).orElseThrow().extId()).isEqualTo(ADA.toString());
        }
    }

    @Test
    void aLostRenaming_andAThirdAddress_doNotJoinAListThatWasLeft() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            adaIs(stage, OLD);
            stage.connector.syncPersons(job);
            stage.target().removeFromList(OLD, list);
            loseTheRenaming(stage, job);
            adaIs(stage, NEWER);

            stage.connector.syncPersons(job);

            assertThat(stage.target().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactly(NEWER);
            assertThat(lists(stage, NEWER)).doesNotContain(list);
        }
    }

    @Test
    void aLostRenaming_andTheWayBack_endAtTheEarlierAddress() {
        try (SyncFixture stage = stage()) {
            adaIs(stage, OLD);
            stage.sync();
            loseTheRenaming(stage, PersonSync.all());
            adaIs(stage, OLD);

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(stage.target().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactly(OLD);
            assertThat(stage.sync().counts().unchanged()).isEqualTo(1);
        }
    }

    @Test
    void aLostRenaming_ofSomebodyWhoWasBeingTakenOutOfAList_letsThemJoinItAgain() {
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector ->
                        connector.mapping(MAPPING.andThen(new NewsMapper())).ledger(Ledger.inMemory()))) {
            long list = stage.target().createList("News");
            stage.person(ADA, Map.of("email", OLD, "news", true, "list", list));
            stage.sync();
            stage.person(ADA, Map.of("email", OLD, "news", false, "list", list));
            loseTheAnswers(stage, "POST /contacts/lists/{listId}/contacts/remove");
            stage.person(ADA, Map.of("email", NEW, "news", false, "list", list));
            loseTheAnswers(stage, RENAMING);
            stage.person(ADA, Map.of("email", NEW, "news", true, "list", list));

            for (int run = 0; run < 2; run++) stage.sync();

            assertThat(lists(stage, NEW)).contains(list);
        }
    }
}
