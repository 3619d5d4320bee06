package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.InvalidValuePolicy;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person opted out of under one address holds under the next, and a renaming that breaks off loses nobody. */
@Timeout(120)
class EarlierAddressTest {
    private static final FieldMapping BY_EMAIL =
            FieldMapping.builder().map("name", "FIRSTNAME").build();
    private static final FieldMapping BY_PERSON =
            BY_EMAIL.toBuilder().map("person_id", "EXT_ID").build();
    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";
    private static final String NEWER = "ada@newer.example";
    private static final String RENAMING = "PUT /contacts/{identifier}";
    private static final UUID ADA = new UUID(7, 7);

    private static SyncFixture stage(FieldMapping mapping) {
        return stage(connector -> connector.mapping(mapping).ledger(Ledger.inMemory()));
    }

    private static SyncFixture stage(UnaryOperator<ConnectorBuilder> settings) {
        return SyncFixture.open(sandbox -> sandbox.persons(0), settings);
    }

    private static void adaIs(SyncFixture stage, String address) {
        stage.person(ADA, Map.of("email", address, "name", "Ada"));
    }

    private static Set<Long> lists(SyncFixture stage, String address) {
        return stage.target().contact(address).orElseThrow().listIds();
    }

    @Test
    void whoOptsOutUnderAMiddleAddress_isNotMadeAnewUnderTheNext() {
        try (SyncFixture stage = stage(BY_EMAIL)) {
            for (String address : List.of(OLD, NEW)) {
                adaIs(stage, address);
                stage.sync();
            }
            stage.target().blocklist(NEW);
            adaIs(stage, NEWER);

            SyncReport report = stage.sync();

            assertThat(report.reasons()).containsEntry("opted out under an earlier address", 1L);
            assertThat(stage.target().contact(NEWER)).isEmpty();
        }
    }

    @Test
    void whoComesBackToAnEarlierAddress_leavesTheOtherBehindAndThatIsTold() {
        try (SyncFixture stage = stage(BY_EMAIL)) {
            for (String address : List.of(OLD, NEW, OLD)) {
                adaIs(stage, address);
                stage.sync();
            }

            assertThat(stage.sync().remarks()).hasSize(1);
        }
    }

    @Test
    void aListThatWasLeftUnderTheEarlierAddress_isNotJoinedUnderTheNext() {
        try (SyncFixture stage = stage(BY_EMAIL)) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            adaIs(stage, OLD);
            stage.connector.syncPersons(job);
            stage.target().unsubscribeFromList(OLD, list);
            adaIs(stage, NEW);

            for (int run = 0; run < 2; run++) {
                assertThat(stage.connector.syncPersons(job).withheldListJoins()).isEqualTo(1);
                assertThat(lists(stage, NEW)).doesNotContain(list);
            }
        }
    }

    @Test
    void aListThatIsLeftWhileTheRunIsUnderWay_isNotJoinedByTheRenaming() {
        List<Runnable> late = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void read(SyncJob job, long persons) {
                late.forEach(Runnable::run);
            }
        };
        try (SyncFixture stage = stage(connector ->
                connector.mapping(BY_PERSON).ledger(Ledger.inMemory()).listener(listener))) {
            long list = stage.target().createList("News");
            PersonSync job = PersonSync.all().intoList(list);
            adaIs(stage, OLD);
            stage.connector.syncPersons(job);
            adaIs(stage, NEW);
            late.add(() -> stage.target().unsubscribeFromList(OLD, list));

            stage.connector.syncPersons(job);
            late.clear();
            stage.connector.syncPersons(job);

            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(lists(stage, NEW)).doesNotContain(list);
        }
    }

    @Test
    void anExport_asksUnderWhichAddressesSomebodyHasOptedOut() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            adaIs(stage, OLD);
            stage.sync();
            stage.target().blocklist(OLD);
            adaIs(stage, NEW);
            Instant now = stage.sandbox.clock().now().truncatedTo(ChronoUnit.MILLIS);
            stage.source().touch(ADA, now.minusSeconds(3_600));

            SyncReport report = stage.connector.syncExport(ExportSync.onDemand(now.minus(Duration.ofDays(7)), now));

            assertThat(report.counts().skipped()).isEqualTo(1);
            assertThat(stage.target().contact(NEW)).isEmpty();
        }
    }

    @Test
    void aListThatWasLeft_staysLeftWhenTheEarlierContactIsDeletedOrSomebodyElses() {
        for (boolean deleted : List.of(true, false)) {
            try (SyncFixture stage = stage(BY_EMAIL)) {
                long list = stage.target().createList("News");
                PersonSync job = PersonSync.all().intoList(list);
                adaIs(stage, OLD);
                stage.connector.syncPersons(job);
                stage.target().unsubscribeFromList(OLD, list);
                adaIs(stage, NEW);
                stage.connector.syncPersons(job);
                if (deleted) stage.target().deleteContact(OLD);
                else stage.person(Map.of("email", OLD, "name", "Grace"));

                for (int run = 0; run < 2; run++) stage.connector.syncPersons(job);

                assertThat(lists(stage, NEW)).doesNotContain(list);
            }
        }
    }

    @Test
    void aContactThatWasDeletedInBrevo_staysDeletedWhoeverMovesAway() {
        UUID grace = new UUID(7, 8);
        try (SyncFixture stage = stage(BY_EMAIL)) {
            stage.person(grace, Map.of("email", OLD, "name", "Grace"));
            stage.sync();
            adaIs(stage, OLD);
            stage.sync();
            stage.target().deleteContact(OLD);
            stage.sync();
            stage.person(grace, Map.of("email", NEWER, "name", "Grace"));

            for (int run = 0; run < 2; run++) stage.sync();

            assertThat(stage.target().contact(OLD)).isEmpty();
            assertThat(stage.target().contact(NEWER)).isPresent();
        }
    }

    @Test
    void anExternalIdInDoubt_isFoundAllTheSame() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            adaIs(stage, OLD);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts")
                            .times(20)
                            .resetAfterProcessing());
            stage.sync();
            stage.sandbox.faults().clear();
            adaIs(stage, NEW);

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(stage.target().contacts()).singleElement().satisfies(contact -> {
                assertThat(contact.email()).isEqualTo(NEW);
                assertThat(contact.extId()).isEqualTo(ADA.toString());
            });
        }
    }

    @Test
    void anExternalIdThatWasChangedByHand_keepsNobodyFromArriving() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            adaIs(stage, OLD);
            stage.sync();
            stage.brevo
                    .contacts()
                    .update(ContactId.email(OLD), ContactUpdate.none().extId("crm-7"));
            adaIs(stage, NEW);

            // Brevo is asked twice before it is believed.
            for (int run = 0; run < 2; run++)
                assertThat(stage.sync().counts().failed()).isEqualTo(1);
            assertThat(stage.sync().counts().applied()).isEqualTo(1);
            assertThat(stage.target().contact(OLD).orElseThrow().extId()).isEqualTo("crm-7");
            assertThat(stage.target().contact(NEW).orElseThrow().extId()).isEqualTo(ADA.toString());
        }
    }

    @Test
    void anExternalIdThatAnotherContactHas_costsJustThatId() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            stage.target().putContact("other@example.com", Map.of(), Set.of());
            stage.brevo
                    .contacts()
                    .update(
                            ContactId.email("other@example.com"),
                            ContactUpdate.none().extId(ADA.toString()));
            adaIs(stage, NEW);

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.refusedFields()).containsEntry("EXT_ID: another contact has the same", 1L);
            assertThat(stage.target().contact(NEW).orElseThrow().attributes()).containsEntry("FIRSTNAME", "Ada");
        }
    }

    @Test
    void aNumberThatAnotherContactHas_doesNotKeepAContactFromBeingRenamed() {
        FieldMapping mapping = FieldMapping.builder()
                .map("person_id", "EXT_ID")
                .map("phone", "SMS")
                .build();
        try (SyncFixture stage = stage(mapping)) {
            stage.person(Map.of("email", "bob@example.com", "phone", "+33612345678"));
            stage.person(ADA, Map.of("email", OLD, "phone", "+33612345679"));
            stage.sync();
            stage.person(ADA, Map.of("email", NEW, "phone", "+33612345678"));

            stage.sync();

            assertThat(stage.target().contact(OLD)).isEmpty();
            assertThat(stage.target().contact(NEW)).isPresent();
        }
    }

    @Test
    void aMappingThatRequiresTheExternalId_rejectsNobodyForAnotherContactsSake() {
        FieldMapping mapping = BY_EMAIL.toBuilder()
                .map("person_id", "EXT_ID", Transforms.text(), MissingValuePolicy.KEEP, InvalidValuePolicy.REJECT)
                .build();
        try (SyncFixture stage = stage(mapping)) {
            adaIs(stage, OLD);
            stage.sync();
            adaIs(stage, NEW);
            stage.target().putContact(NEW, Map.of(), Set.of());

            assertThat(stage.sync().counts().rejected()).isZero();
        }
    }

    @Test
    void aRetry_keepsTheLetterOfWhoCanOnlyBeRenamedByARunOverEverybody() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            adaIs(stage, OLD);
            stage.sync();
            adaIs(stage, NEW);
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).route(RENAMING).times(20).status(500));
            assertThat(stage.sync().counts().failed()).isEqualTo(1);
            stage.sandbox.faults().clear();

            SyncReport retried = stage.connector.deadLetters().retry(DeadLetterQuery.all());

            assertThat(retried.counts().rejected()).isEqualTo(1);
            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .hasSize(1);
            assertThat(stage.sync().outcome()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(stage.connector.deadLetters().list(DeadLetterQuery.all()))
                    .isEmpty();
            assertThat(stage.target().contact(NEW)).isPresent();
        }
    }

    @Test
    void aListThatTheLibraryWasTakingSomebodyOutOf_canBeJoinedAgainUnderTheNextAddress() {
        try (SyncFixture stage = stage(connector ->
                connector.mapping(BY_PERSON.andThen(new NewsMapper())).ledger(Ledger.inMemory()))) {
            long list = stage.target().createList("News");
            Map<String, Object> wants = Map.of("email", OLD, "news", true, "list", list);
            stage.person(ADA, wants);
            stage.sync();
            stage.person(ADA, Map.of("email", OLD, "news", false, "list", list));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO)
                            .route("POST /contacts/lists/{listId}/contacts/remove")
                            .times(20)
                            .resetAfterProcessing());
            stage.sync();
            stage.sandbox.faults().clear();

            // Once she joins with the renaming, and once after it.
            for (Map<String, ?> next : List.of(
                    Map.of("email", NEW, "news", true, "list", list),
                    Map.of("email", NEWER, "news", false, "list", list),
                    Map.of("email", NEWER, "news", true, "list", list))) {
                stage.person(ADA, next);
                stage.sync();
            }

            assertThat(stage.target().contacts()).hasSize(1);
            assertThat(lists(stage, NEWER)).contains(list);
        }
    }

    @Test
    void whoIsToBeRenamedAndToLeaveAList_leavesItOnceTheNewAddressIsThere() {
        try (SyncFixture stage = stage(connector ->
                connector.mapping(BY_PERSON.andThen(new NewsMapper())).ledger(Ledger.inMemory()))) {
            long list = stage.target().createList("News");
            stage.person(ADA, Map.of("email", OLD, "news", true, "list", list));
            stage.sync();
            stage.person(ADA, Map.of("email", NEW, "news", false, "list", list));
            stage.sandbox
                    .faults()
                    .add(Fault.on(Service.BREVO).route(RENAMING).times(20).status(500));

            SyncReport failed = stage.sync();

            assertThat(failed.removed()).isEmpty();
            assertThat(lists(stage, OLD)).contains(list);
            stage.sandbox.faults().clear();
            stage.sync();
            assertThat(stage.sync().removed()).isEqualTo(Map.of(list, 1L));
            assertThat(lists(stage, NEW)).doesNotContain(list);
        }
    }

    @Test
    void aJobThatGivesNoExternalId_leavesRenamingsToTheOneThatDoes() {
        try (SyncFixture stage = stage(BY_PERSON)) {
            stage.source().add(CohortRecord.of(43, "By hand", Set.of(ADA)));
            CohortSync cohort = CohortSync.of(43).intoListsNamedAlike();
            adaIs(stage, OLD);
            stage.sync();
            adaIs(stage, NEW);

            SyncReport early = stage.connector.syncCohorts(cohort);
            stage.sync();
            stage.connector.syncCohorts(cohort);

            assertThat(early.counts().skipped()).isEqualTo(1);
            assertThat(stage.target().contacts()).singleElement().satisfies(contact -> {
                assertThat(contact.email()).isEqualTo(NEW);
                assertThat(contact.listIds()).hasSize(1);
            });
        }
    }

    @Test
    void aPreview_tellsNobodyAndRemembersNobody() {
        List<String> told = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void addressChanged(SyncJob job, String person) {
                told.add(person);
            }
        };
        Ledger ledger = Ledger.inMemory();
        try (SyncFixture stage =
                stage(connector -> connector.mapping(BY_EMAIL).ledger(ledger).listener(listener))) {
            adaIs(stage, OLD);
            stage.sync();
            adaIs(stage, NEW);

            assertThat(stage.connector.preview(PersonSync.all()).created()).isEqualTo(1);

            assertThat(told).isEmpty();
            try (Lease lease = ledger.lease("a look")) {
                long ada = lease.hash().person(ADA.toString());
                assertThat(lease.persons().contacts(List.of(ada)).get(ada))
                        .containsExactly(lease.hash().contact(OLD));
            }
        }
    }
}
