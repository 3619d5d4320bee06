package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to a contact that claims what another has. */
@Timeout(60)
class DuplicatesTest {
    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.mapping(FieldMapping.builder()
                        .map("name", "FIRSTNAME")
                        .map("phone", "SMS")
                        .build()));
        stage.target().putContact("grace@example.com", Map.of("SMS", "+33612345678"), Set.of());
        return stage;
    }

    @Test
    void aNumberThatAnotherContactHas_costsTheContactThatNumberOnly() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of("email", "ada@example.com", "name", "Ada", "phone", "+33612345678"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(1);
            assertThat(report.refusedFields()).containsOnlyKeys("SMS: another contact has the same");
            assertThat(stage.target().contact("ada@example.com").orElseThrow().attributes())
                    .containsExactly(Map.entry("FIRSTNAME", "Ada"));
            assertThat(stage.target().contact("grace@example.com").orElseThrow().attributes())
                    .containsEntry("SMS", "+33612345678");
        }
    }

    @Test
    void aNumberThatIsNone_costsTheContactThatNumberOnly() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of("email", "ada@example.com", "name", "Ada", "phone", "06 12 34 56 78"));
            stage.person(Map.of("email", "bob@example.com", "name", "Bob", "phone", "+999 1234567"));

            SyncReport report = stage.sync();

            assertThat(report.counts().applied()).isEqualTo(2);
            assertThat(report.refusedFields())
                    .hasSize(2)
                    .containsEntry("SMS: Brevo refused the phone number", 1L)
                    .allSatisfy((reason, contacts) -> assertThat(reason).doesNotContain("1234567"));
            for (String name : List.of("Ada", "Bob")) {
                assertThat(stage.target()
                                .contact(name.toLowerCase(Locale.ROOT) + "@example.com")
                                .orElseThrow()
                                .attributes())
                        .containsExactly(Map.entry("FIRSTNAME", name));
            }
        }
    }

    @Test
    void aNumberThatIsFreeAgain_isSentByTheNextRun() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of("email", "ada@example.com", "name", "Ada", "phone", "+33612345678"));
            stage.sync();
            stage.target().putContact("grace@example.com", Map.of("SMS", "+33600000000"), Set.of());

            SyncReport second = stage.sync();

            assertThat(second.counts().applied()).isEqualTo(1);
            assertThat(stage.target().contact("ada@example.com").orElseThrow().attributes())
                    .containsEntry("SMS", "+33612345678");
            assertThat(stage.sync().counts().unchanged()).isEqualTo(1);
        }
    }

    @Test
    void aNumberThatIsStillTaken_isToldByEachRun() {
        try (SyncFixture stage = stage()) {
            stage.person(Map.of("email", "ada@example.com", "phone", "+33612345678"));
            stage.sync();

            SyncReport second = stage.sync();

            assertThat(second.counts().failed()).isZero();
            assertThat(second.refusedFields()).containsOnlyKeys("SMS: another contact has the same");
        }
    }

    @Test
    void aRowThatAnImportRejectsForItsNumber_goesWithoutItInTheNextRun() {
        try (SyncFixture stage = stage()) {
            for (int i = 0; i < 60; i++) {
                String phone = i == 0 ? "+33612345678" : "+336123457" + (10 + i);
                stage.person(Map.of("email", "p" + i + "@example.com", "name", "P", "phone", phone));
            }

            SyncReport first = stage.sync();
            SyncReport second = stage.sync();

            assertThat(first.counts().applied()).isEqualTo(59);
            assertThat(first.reasons()).containsOnlyKeys("Brevo rejected the row: duplicate_phone_id");
            assertThat(second.refusedFields()).containsOnlyKeys("SMS: another contact has the same");
            assertThat(stage.target().contact("p0@example.com").orElseThrow().attributes())
                    .containsExactly(Map.entry("FIRSTNAME", "P"));
        }
    }
}
