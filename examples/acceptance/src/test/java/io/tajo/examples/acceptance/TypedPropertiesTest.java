package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.InvalidValuePolicy;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.PropertyType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person holds is what arrives, whatever type PostHog once guessed for a property. */
@Timeout(120)
class TypedPropertiesTest {
    private static final FieldMapping MAPPING = FieldMapping.builder()
            .map("account", "ACCOUNT", Transforms.text(), MissingValuePolicy.CLEAR, InvalidValuePolicy.LEAVE_OUT)
            .map("newsletter", "NEWSLETTER")
            .map("address.city", "CITY")
            .map("utm.source", "SOURCE")
            .build();

    private static SyncFixture open() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox, connector -> connector.mapping(MAPPING).ledger(Ledger.inMemory()));
        stage.source().definePersonProperty("account", PropertyType.NUMERIC);
        stage.source().definePersonProperty("newsletter", PropertyType.BOOLEAN);
        return stage;
    }

    private static Map<String, Object> held(SyncFixture stage, String address) {
        return stage.target().contact(address).orElseThrow().attributes();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void texts_ofNumericAndBooleanProperties_arriveAsTheyAre(boolean byRest) {
        try (SyncFixture stage = open()) {
            for (String account : List.of("17242", "01067", "pro", "12345678901234567", "1e5")) {
                stage.person(Map.of("email", account + "@example.com", "account", account, "newsletter", "yes"));
            }

            PersonSync job = byRest ? PersonSync.all().byRest() : PersonSync.all();
            assertThat(stage.connector.syncPersons(job).counts().applied()).isEqualTo(5);

            for (String account : List.of("17242", "01067", "pro", "12345678901234567", "1e5")) {
                assertThat(held(stage, account + "@example.com"))
                        .containsEntry("ACCOUNT", account)
                        .containsEntry("NEWSLETTER", "yes");
            }
        }
    }

    @Test
    void numbers_ofNumericProperties_keepEveryDigit() {
        try (SyncFixture stage = open()) {
            stage.person(Map.of("email", "ada@example.com", "account", 12345678901234567L));
            stage.person(Map.of("email", "bob@example.com", "account", 77));

            stage.sync();

            assertThat(held(stage, "ada@example.com")).containsEntry("ACCOUNT", "12345678901234567");
            assertThat(held(stage, "bob@example.com")).containsEntry("ACCOUNT", "77");
        }
    }

    @Test
    void clearing_happensOnlyWhereThePersonHasNothing() {
        try (SyncFixture stage = open()) {
            UUID ada = stage.person(Map.of("email", "ada@example.com", "account", "pro"));
            stage.sync();
            assertThat(held(stage, "ada@example.com")).containsEntry("ACCOUNT", "pro");

            stage.person(ada, Map.of("email", "ada@example.com", "account", "team"));
            stage.sync();
            assertThat(held(stage, "ada@example.com")).containsEntry("ACCOUNT", "team");

            stage.person(ada, Map.of("email", "ada@example.com"));
            stage.sync();
            assertThat(held(stage, "ada@example.com").get("ACCOUNT")).isIn(null, "");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dottedNames_followNestedObjects_andNameTheirOwnProperty(boolean byRest) {
        try (SyncFixture stage = open()) {
            stage.person(Map.of(
                    "email", "ada@example.com", "address", Map.of("city", "Lyon \"3e\""), "utm.source", "newsletter"));

            stage.connector.syncPersons(byRest ? PersonSync.all().byRest() : PersonSync.all());

            assertThat(held(stage, "ada@example.com"))
                    .containsEntry("CITY", "Lyon \"3e\"")
                    .containsEntry("SOURCE", "newsletter");
        }
    }

    @Test
    void addressesOfQueries_withLineBreaks_areRead() {
        try (SyncFixture stage = open()) {
            stage.person(Map.of("email", "Ada@Example.com\n", "account", "pro"));

            stage.connector.syncQuery(QuerySync.hogQl("SELECT properties.email AS email FROM persons")
                    .contactBy("email")
                    .intoList(stage.target().createList("Found")));

            assertThat(stage.target().contact("ada@example.com")).isPresent();
        }
    }

    @Test
    void propertiesOfEvents_arriveAsTheyWereSent() {
        try (SyncFixture stage = open()) {
            UUID ada = stage.person(Map.of("email", "ada@example.com"));
            stage.sync();
            stage.source().defineEventProperty("order", PropertyType.NUMERIC);
            Map<String, Object> properties = new HashMap<>();
            properties.put("order", "A-0017");
            properties.put("day", "2026-05-01");
            stage.source()
                    .addEvents(List.of(new EventRecord(
                            UUID.randomUUID(),
                            "bought",
                            ada,
                            "d",
                            stage.sandbox.clock().now().minus(Duration.ofHours(1)),
                            properties)));

            stage.connector.syncEvents(EventSync.of("bought").properties("order", "day"));

            assertThat(stage.target().events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.properties())
                            .containsEntry("order", "A-0017")
                            .containsEntry("day", "2026-05-01"));
        }
    }
}
