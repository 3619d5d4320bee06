package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BadInputTest {
    private static final FieldMapping WIDE = FieldMapping.defaults().toBuilder()
            .map("score", "SCORE", Transforms.number())
            .map("trial_ends", "TRIAL_ENDS", Transforms.date())
            .map("vip", "VIP", Transforms.bool())
            .map("bio", "BIO")
            .build();

    private static SyncFixture stage() {
        return SyncFixture.open(sandbox -> sandbox, connector -> connector.mapping(WIDE));
    }

    private static Map<String, Object> attributes(SyncFixture stage, String email) {
        return stage.target().contact(email).orElseThrow().attributes();
    }

    @Test
    void addresses_areSkippedRejectedOrNormalised() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of("plan", "pro"));
            stage.person(Map.of("email", "   "));
            stage.person(Map.of("email", 42));
            for (String bad : List.of(
                    "plain",
                    "a@b",
                    "a b@example.com",
                    "a@@example.com",
                    ".a@example.com",
                    "ä@example.com",
                    "x".repeat(65) + "@example.com")) {
                stage.person(Map.of("email", bad));
            }
            stage.person(Map.of("email", "\t Ada.Lovelace+X@Example.COM \n", "plan", "pro"));
            stage.person(Map.of("$email", "grace@example.com"));
            stage.person(Map.of("email", "", "$email", "edsger@example.com"));

            SyncReport report = stage.sync();

            assertThat(stage.target().contacts())
                    .extracting(contact -> contact.email())
                    .containsExactlyInAnyOrder("ada.lovelace+x@example.com", "grace@example.com", "edsger@example.com");
            assertThat(report.counts().skipped()).isEqualTo(3);
            assertThat(report.counts().rejected()).isEqualTo(7);
            assertThat(report.reasons())
                    .containsOnly(
                            Map.entry("no address", 3L), Map.entry("the address is not one that Brevo accepts", 7L));
            assertThat(attributes(stage, "ada.lovelace+x@example.com")).containsEntry("SUBSCRIPTION_PLAN", "pro");
        }
    }

    @Test
    void texts_arriveToTheLetter() {
        List<String> texts = List.of(
                "emoji 🚀👩‍🚀 and ünïcödé",
                "quotes \"double\" 'single' `back`",
                "semi;colon,comma",
                "line one\nline two\r\n\ttab",
                "back\\slash \\n not a break",
                "{\"not\": json}",
                "[1, 2",
                "x".repeat(1_000_000),
                "null",
                "  padded  ");
        try (SyncFixture stage = stage()) {
            for (int i = 0; i < texts.size(); i++) {
                stage.person(Map.of("email", "t" + i + "@example.com", "bio", texts.get(i)));
            }

            SyncReport report = stage.sync();

            for (int i = 0; i < texts.size(); i++) {
                assertThat(attributes(stage, "t" + i + "@example.com").get("BIO"))
                        .as("text %d", i)
                        .isEqualTo(texts.get(i));
            }
            assertThat(report.hasRejects()).isFalse();
        }
    }

    @Test
    void values_areCoercedOrLeftOutWithAReasonAndTheContactGoesOn() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of(
                    "email",
                    "good@example.com",
                    "score",
                    "12.50",
                    "trial_ends",
                    "2026-05-06 07:08:09",
                    "vip",
                    "FALSE",
                    "plan",
                    7));
            stage.person(Map.of("email", "zero@example.com", "score", 0, "vip", false, "bio", ""));
            stage.person(Map.of("email", "zone@example.com", "trial_ends", "2026-05-06T23:30:00-05:00"));
            stage.person(Map.of(
                    "email",
                    "bad@example.com",
                    "score",
                    "many",
                    "trial_ends",
                    "06/05/2026",
                    "vip",
                    "yes",
                    "bio",
                    Map.of("a", 1),
                    "plan",
                    List.of(Map.of("tier", 1))));

            SyncReport report = stage.sync();

            Map<String, Object> good = attributes(stage, "good@example.com");
            assertThat(good)
                    .containsEntry("TRIAL_ENDS", "2026-05-06")
                    .containsEntry("VIP", false)
                    .containsEntry("SUBSCRIPTION_PLAN", "7");
            assertThat(good.get("SCORE")).hasToString("12.50");
            Map<String, Object> zero = attributes(stage, "zero@example.com");
            assertThat(zero.get("SCORE")).hasToString("0");
            assertThat(zero).containsEntry("VIP", false);
            assertThat(zero.getOrDefault("BIO", "")).isEqualTo("");
            assertThat(attributes(stage, "zone@example.com")).containsEntry("TRIAL_ENDS", "2026-05-07");
            assertThat(attributes(stage, "bad@example.com")).containsOnlyKeys("EVENT_COUNT", "SIGNUP_DATE");
            assertThat(report.counts().applied()).isEqualTo(4);
            assertThat(report.refusedFields())
                    .containsOnly(
                            Map.entry("SCORE: this value is not a number", 1L),
                            Map.entry("TRIAL_ENDS: this value is not a date (yyyy-MM-dd or ISO 8601)", 1L),
                            Map.entry("VIP: this value is not a boolean (true or false)", 1L),
                            Map.entry("BIO: an object is not text", 1L),
                            Map.entry("SUBSCRIPTION_PLAN: an object is not text", 1L));
        }
    }

    @Test
    void nulls_keepWhatBrevoHolds() {
        try (SyncFixture stage = stage()) {
            stage.target().addAttribute("SUBSCRIPTION_PLAN", "text");
            stage.target().putContact("ada@example.com", Map.of("SUBSCRIPTION_PLAN", "old"), List.of());
            Map<String, Object> properties = new HashMap<>();
            properties.put("email", "ada@example.com");
            properties.put("plan", null);
            stage.source()
                    .add(new io.tajo.examples.sandbox.posthog.PersonRecord(
                            UUID.randomUUID(), "d", Instant.parse("2026-01-01T00:00:00Z"), properties));

            stage.sync();

            assertThat(attributes(stage, "ada@example.com")).containsEntry("SUBSCRIPTION_PLAN", "old");
        }
    }

    @Test
    void missing_clearsOrRejectsWhereTheMappingSaysSo() {
        FieldMapping mapping = FieldMapping.builder()
                .map("plan", "PLAN", Transforms.text(), MissingValuePolicy.CLEAR)
                .map("country", "COUNTRY", Transforms.text(), MissingValuePolicy.REJECT)
                .build();
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox, connector -> connector.mapping(mapping))) {
            stage.target().addAttribute("PLAN", "text");
            stage.target().putContact("ada@example.com", Map.of("PLAN", "old"), List.of());
            stage.person(Map.of("email", "ada@example.com", "country", "UK"));
            stage.person(Map.of("email", "grace@example.com", "plan", "pro"));

            SyncReport report = stage.sync();

            assertThat(attributes(stage, "ada@example.com")).isEqualTo(Map.of("COUNTRY", "UK"));
            assertThat(stage.target().contact("grace@example.com")).isEmpty();
            assertThat(report.reasons()).containsOnly(Map.entry("nothing to fill COUNTRY with", 1L));
        }
    }

    @Test
    void falses_reachContactsThatAnImportWouldLeaveTrue() {
        try (SyncFixture stage = stage()) {
            stage.target().addAttribute("VIP", "boolean");
            for (int i = 0; i < 80; i++) {
                String email = "p" + i + "@example.com";
                if (i % 2 == 0) stage.target().putContact(email, Map.of("VIP", true), List.of());
                stage.person(Map.of("email", email, "vip", false));
            }

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(80);
            assertThat(stage.target().contacts())
                    .allSatisfy(contact -> assertThat(contact.attributes()).containsEntry("VIP", false));
        }
    }

    @Test
    void aMapperThatThrowsOrSkips_leavesOneRowOutAndTheRunGoesOn() {
        FieldMapper mapper = FieldMapping.defaults().andThen(new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                if (person.text("plan").equals(java.util.Optional.of("broken")))
                    throw new IllegalStateException("no tier for ada@example.com");
                if (person.text("company").isEmpty()) {
                    contact.skip("no company");
                    return;
                }
                contact.set("TIER", "gold");
            }

            @Override
            public FieldUse uses() {
                return FieldUse.of(Set.of("plan", "company"), Map.of("TIER", AttributeType.TEXT));
            }
        });
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox, connector -> connector.mapping(mapper))) {
            stage.person(Map.of("email", "a@example.com", "plan", "broken", "company", "x"));
            stage.person(Map.of("email", "b@example.com"));
            stage.person(Map.of("email", "c@example.com", "company", "x"));

            SyncReport report = stage.sync();

            assertThat(attributes(stage, "c@example.com")).containsEntry("TIER", "gold");
            assertThat(report.reasons())
                    .containsOnly(Map.entry("no tier for ***@***", 1L), Map.entry("no company", 1L));
            assertThat(report.counts().rejected()).isEqualTo(1);
            assertThat(report.counts().skipped()).isEqualTo(1);
        }
    }

    @Test
    void personsWhoShareAnAddress_becomeOneByTheFixedRule() {
        try (SyncFixture stage = stage()) {
            Instant early = Instant.parse("2026-01-01T00:00:00Z");
            stage.person(
                    UUID.randomUUID(),
                    early.plusSeconds(90),
                    Map.of("email", "Ada@example.com", "plan", "newer", "$os", "Linux"));
            stage.person(
                    UUID.randomUUID(),
                    early,
                    Map.of("email", " ada@EXAMPLE.com", "plan", "older", "company", "Analytical"));

            SyncReport report = stage.sync();

            assertThat(attributes(stage, "ada@example.com"))
                    .containsEntry("SUBSCRIPTION_PLAN", "newer")
                    .containsEntry("COMPANY", "Analytical")
                    .containsEntry("OS", "Linux")
                    .containsEntry("SIGNUP_DATE", "2026-01-01");
            assertThat(report.counts().merged()).isEqualTo(1);
        }
    }

    @Test
    void personsWhoShareAnAddress_doSoHoweverItIsPadded() {
        try (SyncFixture stage = stage()) {
            Instant created = Instant.parse("2026-01-02T03:04:05Z");
            stage.person(new UUID(0, 1), created, Map.of("email", "ada@example.com", "plan", "old"));
            stage.person(
                    new UUID(0, 2), created.plusSeconds(60), Map.of("email", "\tADA@example.com \n", "plan", "new"));

            SyncReport report = stage.sync();

            assertThat(report.counts().merged()).isEqualTo(1);
            assertThat(attributes(stage, "ada@example.com")).containsEntry("SUBSCRIPTION_PLAN", "new");
        }
    }

    @Test
    void anAddressThatBrevoAloneRejects_isInTheReportWithItsReason() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(80))) {
            stage.person(Map.of("email", "x@xn--p1ai.xn--p1ai"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(80);
            assertThat(report.counts().failed()).isEqualTo(1);
            assertThat(report.reasons()).containsOnly(Map.entry("Brevo rejected the row: invalid_emails", 1L));
            // What was rejected is not on record as applied: the next run tries it again.
            assertThat(stage.sync().counts()).isEqualTo(new SyncCounts(81, 80, 0, 0, 0, 0, 0, 1));
        }
    }

    @Test
    void twoJobsOfOneName_areRefusedBeforeTheyShareACheckpoint() {
        EventSync bought = EventSync.of("bought").named("mine");
        EventSync signed = EventSync.of("signed").named("mine");
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0))) {
            assertThatThrownBy(() -> stage.connector(connector -> connector.jobs(bought, signed)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("\"mine\"")
                    .hasMessageContaining("named(...)");
        }
    }

    @Test
    void aMapperThatQuotesWhatItChokedOn_isReadableInTheReport() {
        FieldMapper quoting = FieldMapping.defaults().andThen((person, contact) -> {
            throw new NumberFormatException(
                    "For input string: \"" + person.text("name").orElse("") + "\"");
        });
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.mapping(quoting))) {
            stage.person(Map.of("email", "jane@example.com", "name", "Jane Doe"));

            SyncReport report = stage.sync();

            assertThat(report.reasons()).containsOnlyKeys("For input string: \"Jane Doe\"");
        }
    }
}
