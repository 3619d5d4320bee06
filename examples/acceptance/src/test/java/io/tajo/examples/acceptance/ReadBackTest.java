package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncReport;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does about values that Brevo accepts and does not apply. */
@Timeout(120)
class ReadBackTest {
    private static final int PERSONS = 300;

    private static SyncFixture stage(int sample) {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector
                        .verifySample(sample)
                        .mapping(FieldMapping.builder()
                                .map("name", "FIRSTNAME")
                                .map("vip", "VIP", Transforms.bool())
                                .map("score", "SCORE", Transforms.number())
                                .map("born", "BORN", Transforms.date())
                                .build()));
        for (int i = 0; i < PERSONS; i++) {
            stage.person(
                    new UUID(0, i),
                    Map.of(
                            "email",
                            "p" + i + "@example.com",
                            "name",
                            "P" + i,
                            "vip",
                            i % 2 == 0,
                            "score",
                            i * 1.5,
                            "born",
                            "1990-01-02"));
        }
        return stage;
    }

    private static long holding(SyncFixture stage, String attribute) {
        return stage.target().contacts().stream()
                .filter(contact -> Objects.nonNull(contact.attributes().get(attribute)))
                .count();
    }

    private static long calls(SyncFixture stage, String route) {
        return stage.sandbox.calls().all().stream()
                .filter(call -> call.route().equals(route))
                .count();
    }

    @Test
    void whatAnImportApplied_costsOneCallAndNoRemark() {
        try (SyncFixture stage = stage(10)) {
            SyncReport report = stage.sync();

            assertThat(report.remarks()).isEmpty();
            assertThat(report.counts().applied()).isEqualTo(PERSONS);
            // One reads who has opted out of what, the other reads back.
            assertThat(calls(stage, "GET /contacts")).isEqualTo(2);
            assertThat(calls(stage, "POST /contacts")).isZero();
        }
    }

    @Test
    void whatAnImportLost_isToldSentAgainAndThenOneByOne() {
        try (SyncFixture stage = stage(10)) {
            stage.target().quirks().loseInImports("BORN");

            SyncReport first = stage.sync();

            assertThat(first.remarks())
                    .singleElement()
                    .asString()
                    .contains("did not apply BORN to 10 of the contacts")
                    .contains("the other 290");
            assertThat(first.counts().applied()).isEqualTo(10);
            assertThat(first.counts().pending()).isEqualTo(PERSONS - 10);
            assertThat(holding(stage, "BORN")).isEqualTo(10);

            SyncReport second = stage.sync();

            assertThat(holding(stage, "BORN")).isEqualTo(PERSONS);
            assertThat(second.counts().applied()).isEqualTo(PERSONS - 10);
            assertThat(second.counts().unchanged()).isEqualTo(10);
            assertThat(stage.sync().counts().unchanged()).isEqualTo(PERSONS);
        }
    }

    @Test
    void withoutASample_nothingIsReadBack() {
        try (SyncFixture stage = stage(0)) {
            stage.target().quirks().loseInImports("BORN");

            SyncReport report = stage.sync();

            assertThat(report.remarks()).isEmpty();
            assertThat(calls(stage, "GET /contacts")).isEqualTo(1);
        }
    }

    @Test
    void aFieldThatStaysAfterItWasCleared_isTold() {
        FieldMapping clearing = FieldMapping.builder()
                .map("name", "FIRSTNAME", Transforms.text(), MissingValuePolicy.CLEAR)
                .build();
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.mapping(clearing))) {
            UUID ada = new UUID(0, 1);
            stage.person(ada, Map.of("email", "ada@example.com", "name", "Ada"));
            stage.sync();
            stage.target().quirks().neverClear("FIRSTNAME");
            stage.source().remove(ada);
            stage.person(ada, Map.of("email", "ada@example.com"));

            SyncReport report = stage.sync();

            assertThat(report.remarks()).singleElement().asString().startsWith("Brevo still holds FIRSTNAME of 1 of 1");
        }
    }
}
