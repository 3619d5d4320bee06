package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.brevo.ContactRecord;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person whose address changes: the contact is renamed where it can be found by its external id, else left and told. */
@Timeout(120)
class AddressChangeTest {
    private static final FieldMapping BY_EMAIL =
            FieldMapping.builder().map("name", "FIRSTNAME").build();
    private static final FieldMapping BY_PERSON =
            BY_EMAIL.toBuilder().map("person_id", "EXT_ID").build();
    private static final String OLD = "ada@old.example";
    private static final String RENAMING = "PUT /contacts/{identifier}";
    private static final String NEW = "ada@new.example";

    @TempDir
    Path folder;

    private static SyncFixture stage(FieldMapping mapping) {
        return stage(connector -> connector.mapping(mapping).ledger(Ledger.inMemory()));
    }

    private static SyncFixture stage(UnaryOperator<ConnectorBuilder> settings) {
        return SyncFixture.open(sandbox -> sandbox.persons(0), settings);
    }

    /** A stage on which Ada is a contact already. */
    private static SyncFixture withAda(FieldMapping mapping, UUID ada) {
        SyncFixture stage = stage(mapping);
        stage.person(ada, Map.of("email", OLD, "name", "Ada"));
        SyncReport made = stage.sync();
        assertThat(made.counts().applied()).as(made.summary()).isEqualTo(1);
        return stage;
    }

    private static ContactRecord contact(SyncFixture stage, String email) {
        return stage.target().contact(email).orElseThrow();
    }

    private static long renamings(SyncFixture stage) {
        return stage.sandbox.calls().count(Service.BREVO, RENAMING);
    }

    @Test
    void withAnExternalId_theContactIsRenamed() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            ContactRecord before = contact(stage, OLD);
            stage.person(ada, Map.of("email", NEW, "name", "Ada L."));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(stage.target().contacts()).hasSize(1);
            ContactRecord after = contact(stage, NEW);
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.extId()).isEqualTo(ada.toString());
            assertThat(after.attributes()).containsEntry("FIRSTNAME", "Ada L.");
            assertThat(after.listIds()).isEqualTo(before.listIds());
            SyncReport again = stage.sync();
            assertThat(again.counts().unchanged()).isEqualTo(1);
            assertThat(renamings(stage)).isEqualTo(1);
        }
    }

    @Test
    void theAddressThatWasGivenUp_maySomebodyElseHaveLater() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));
            stage.sync();
            UUID grace = stage.person(Map.of("email", OLD, "name", "Grace"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(contact(stage, OLD).extId()).isEqualTo(grace.toString());
            assertThat(contact(stage, NEW).extId()).isEqualTo(ada.toString());
        }
    }

    @Test
    void anAddressThatSomebodyElseHasNow_isNotTakenFromThem() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));
            stage.person(Map.of("email", OLD, "name", "Grace"));

            ContactRecord before = contact(stage, OLD);
            SyncReport settled = stage.sync();
            SyncReport quiet = stage.sync();

            assertThat(settled.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(contact(stage, OLD).attributes()).containsEntry("FIRSTNAME", "Grace");
            assertThat(contact(stage, NEW).attributes()).containsEntry("FIRSTNAME", "Ada");
            assertThat(contact(stage, NEW).extId()).isEqualTo(ada.toString());
            assertThat(contact(stage, OLD).id()).isEqualTo(before.id());
            assertThat(quiet.counts().unchanged()).isEqualTo(2);
            assertThat(quiet.remarks()).isEmpty();
        }
    }

    /** Persons of the three addresses as they are given, each with the first name of its letter. */
    private static void personsAre(SyncFixture stage, Map<UUID, String> persons) {
        persons.forEach((id, email) -> stage.person(id, Map.of("email", email, "name", id.toString())));
    }

    private static void assertContactsAreOf(SyncFixture stage, Map<UUID, String> persons) {
        assertThat(stage.target().contacts()).hasSize(persons.size());
        persons.forEach((id, email) -> {
            assertThat(contact(stage, email).attributes()).containsEntry("FIRSTNAME", id.toString());
            assertThat(contact(stage, email).extId()).isEqualTo(id.toString());
        });
    }

    @Test
    void externalIds_followPersonsWhoSwapTheirAddresses() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        UUID three = UUID.randomUUID();
        try (SyncFixture stage = stage(BY_PERSON)) {
            personsAre(stage, Map.of(one, "a@x.example", two, "b@x.example", three, "c@x.example"));
            stage.sync();
            Map<UUID, String> swapped = Map.of(one, "b@x.example", two, "c@x.example", three, "a@x.example");
            personsAre(stage, swapped);

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(3);
            assertThat(report.refusedFields()).isEmpty();
            assertContactsAreOf(stage, swapped);
            SyncReport again = stage.sync();
            assertThat(again.counts().unchanged()).isEqualTo(3);
            assertThat(again.remarks()).isEmpty();
        }
    }

    @Test
    void aSwapThatBreaksOff_isEndedByTheNextRun() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        try (SyncFixture stage = stage(BY_PERSON)) {
            personsAre(stage, Map.of(one, "a@x.example", two, "b@x.example"));
            stage.sync();
            Map<UUID, String> swapped = Map.of(one, "b@x.example", two, "a@x.example");
            personsAre(stage, swapped);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts")
                            .times(1)
                            .status(400));

            SyncReport broken = stage.sync();
            SyncReport mended = stage.sync();

            assertThat(broken.counts().failed()).isEqualTo(1);
            assertThat(mended.counts().failed()).isZero();
            assertContactsAreOf(stage, swapped);
        }
    }

    @Test
    void aPersonWhoMovesTwice_isFollowed() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            long id = contact(stage, OLD).id();
            for (String address : List.of(NEW, "ada@newer.example", OLD)) {
                stage.person(ada, Map.of("email", address, "name", "Ada"));
                assertThat(stage.sync().counts().applied()).isEqualTo(1);
            }

            assertThat(stage.target().contacts()).hasSize(1);
            assertThat(contact(stage, OLD).id()).isEqualTo(id);
        }
    }

    @Test
    void aBlocklistedContact_isNeitherRenamedNorMadeAnew() {
        UUID ada = UUID.randomUUID();
        for (FieldMapping mapping : List.of(BY_PERSON, BY_EMAIL)) {
            try (SyncFixture stage = withAda(mapping, ada)) {
                stage.target().blocklist(OLD);
                stage.person(ada, Map.of("email", NEW, "name", "Ada"));

                stage.sync();
                SyncReport report = stage.sync();

                assertThat(report.reasons()).containsEntry("opted out under an earlier address", 1L);
                assertThat(stage.target().contacts()).hasSize(1);
                assertThat(contact(stage, OLD).emailBlacklisted()).isTrue();
                assertThat(stage.target().resubscriptions()).isZero();
            }
        }
    }

    @Test
    void aContactThatOptsOutWhileTheRunIsUnderWay_isNotRenamed() {
        UUID ada = UUID.randomUUID();
        List<SyncFixture> opened = new ArrayList<>();
        // Told of what was read, Ada opts out: after all contacts were looked at, and before hers is renamed.
        SyncListener late = new SyncListener() {
            @Override
            public void read(SyncJob job, long persons) {
                opened.forEach(stage -> stage.target().blocklist(OLD));
            }
        };
        try (SyncFixture stage = stage(connector ->
                connector.mapping(BY_PERSON).ledger(Ledger.inMemory()).listener(late))) {
            stage.person(ada, Map.of("email", OLD, "name", "Ada"));
            stage.sync();
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));
            opened.add(stage);

            SyncReport report = stage.sync();

            assertThat(report.counts().failed()).isEqualTo(1);
            assertThat(contact(stage, OLD).emailBlacklisted()).isTrue();
            assertThat(renamings(stage)).isZero();
            assertThat(stage.sync().reasons()).containsEntry("opted out under an earlier address", 1L);
        }
    }

    @Test
    void withoutAnExternalId_theContactIsLeftAndTold() {
        UUID ada = UUID.randomUUID();
        List<String> told = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void addressChanged(SyncJob job, String person) {
                told.add(person);
            }
        };
        try (SyncFixture stage = stage(connector ->
                connector.mapping(BY_EMAIL).ledger(Ledger.inMemory()).listener(listener))) {
            stage.person(ada, Map.of("email", OLD, "name", "Ada"));
            stage.sync();
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.remarks()).singleElement().asString().contains("persons: 1.", "EXT_ID");
            assertThat(told).containsExactly(ada.toString());
            assertThat(stage.target().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactlyInAnyOrder(OLD, NEW);
            stage.target().deleteContact(OLD);
            assertThat(stage.sync().remarks()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsAContactAlready_keepsItsContactAndTheEarlierOneIsTold() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            stage.target().putContact(NEW, Map.of(), Set.of());
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));

            SyncReport report = stage.sync();
            SyncReport again = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.counts().failed()).isZero();
            assertThat(again.counts().unchanged()).isEqualTo(1);
            assertThat(again.remarks()).hasSize(1);
            assertThat(contact(stage, OLD).extId()).isEqualTo(ada.toString());
            stage.target().deleteContact(OLD);
            stage.sync();
            assertThat(contact(stage, NEW).extId()).isEqualTo(ada.toString());
        }
    }

    @Test
    void manyContacts_getTheirExternalIdsByImport() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            for (int i = 0; i < 200; i++) stage.person(Map.of("email", "p" + i + "@example.com"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(200);
            assertThat(stage.target().imports()).isEqualTo(1);
            assertThat(stage.target().contacts()).allMatch(contact -> contact.extId() != null);
            assertThat(stage.sync().counts().unchanged()).isEqualTo(200);
        }
    }

    @Test
    void aRenamingWhoseAnswerIsLost_isNotLost() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            stage.person(ada, Map.of("email", NEW, "name", "Ada L."));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).route(RENAMING).times(20).resetAfterProcessing());

            SyncReport first = stage.sync();
            stage.sandbox.faults().clear();
            SyncReport second = stage.sync();

            assertThat(first.counts().applied()).isZero();
            assertThat(second.outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.target().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactly(NEW);
            assertThat(contact(stage, NEW).attributes()).containsEntry("FIRSTNAME", "Ada L.");
            assertThat(stage.sync().counts().unchanged()).isEqualTo(1);
        }
    }

    @Test
    void anEmbeddedLedger_knowsThePersonAgainInAnotherProcess() {
        UUID ada = UUID.randomUUID();
        Path file = folder.resolve("ledger");
        try (SyncFixture stage = stage(BY_PERSON)) {
            stage.person(ada, Map.of("email", OLD, "name", "Ada"));
            for (String address : List.of(OLD, NEW)) {
                stage.person(ada, Map.of("email", address, "name", "Ada"));
                try (Ledger ledger = Ledger.embedded(file);
                        PostHogBrevoConnector connector = stage.connector(
                                builder -> builder.mapping(BY_PERSON).ledger(ledger))) {
                    connector.syncPersons(PersonSync.all());
                }
            }

            assertThat(stage.target().contacts())
                    .extracting(ContactRecord::email)
                    .containsExactly(NEW);
        }
    }

    @Test
    void aPreview_showsTheRenamingAndDoesNothing() {
        UUID ada = UUID.randomUUID();
        try (SyncFixture stage = withAda(BY_PERSON, ada)) {
            stage.person(ada, Map.of("email", NEW, "name", "Ada"));

            assertThat(stage.connector.preview(PersonSync.all()).changed()).isEqualTo(1);

            assertThat(stage.target().contact(OLD)).isPresent();
            assertThat(renamings(stage)).isZero();
        }
    }
}
