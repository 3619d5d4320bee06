package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.DeadLetterQuery;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every HogQL text that a sync sends parses with PostHog's own parser, where the environment names one. */
@Timeout(180)
class HogQlContractTest {
    private static final Path FOLDER = Path.of("target", "hogql");

    @Test
    void everyQueryOfASync_parses() throws Exception {
        String parser = System.getenv("HOGQL_CHECK");
        assumeThat(parser)
                .as("HOGQL_CHECK names no command that parses HogQL files: skipped")
                .isNotNull();

        List<String> files = write(queries());

        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        List<String> command = new ArrayList<>(List.of(parser));
        command.addAll(files);
        Path output = FOLDER.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output))
                .filteredOn(line -> line.startsWith("ok "))
                .hasSize(files.size());
    }

    private static Set<String> queries() {
        FieldMapping odd = FieldMapping.defaults().toBuilder()
                .map("it's `odd` {here} \"and\" there.\\", "ODD")
                .map("größe 📏", "SIZE")
                .build();
        FieldMapping nested = odd.toBuilder()
                .map("address.city", "CITY")
                .map("cohort_names", "POSTHOG_COHORTS")
                .build();
        EventSync tooLarge = EventSync.of("too large").properties("cart");
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(20).untidy(true),
                connector -> connector.mapping(nested).ledger(Ledger.inMemory()).jobs(tooLarge))) {
            stage.source().add(CohortRecord.where(42, "Pros", "plan", "pro"));
            stage.source().add(FlagRecord.inCohort(1, "beta", 42));
            long list = stage.target().createList("Everybody");
            stage.connector.check();
            for (SyncJob job : jobs(list)) stage.connector.run(job);
            retryAnEvent(stage, tooLarge);
            return stage.source().queries();
        }
    }

    /** Reads an event by its uuid, which was too large at first. */
    private static void retryAnEvent(SyncFixture stage, EventSync job) {
        PersonRecord person = stage.source().persons().stream()
                .filter(each -> Truth.address(each).isPresent())
                .findFirst()
                .orElseThrow();
        Instant when = stage.sandbox.clock().now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);
        stage.source()
                .addEvents(List.of(new EventRecord(
                        UUID.randomUUID(),
                        "too large",
                        person.id(),
                        person.distinctId(),
                        when,
                        Map.of("cart", "x".repeat(60_000)))));
        assertThat(stage.connector.run(job).counts().rejected()).isEqualTo(1);
        SyncReport retried =
                stage.connector.deadLetters().retry(DeadLetterQuery.all().ofKind(DeadLetter.Kind.EVENT));
        assertThat(retried.counts().read()).isEqualTo(1);
    }

    private static List<SyncJob> jobs(long list) {
        return List.of(
                PersonSync.all().engagement(Engagement.NONE.activeInto(list)),
                CohortSync.all().intoListsNamedAlike().mirror(),
                FlagSync.of("beta").intoList(list),
                FunnelSync.steps("$pageview", "purchase_completed").stageTo("STAGE"),
                ReplaySync.last(Duration.ofDays(30)),
                QuerySync.hogQl(
                                "SELECT properties.$email AS email, count() AS n -- by address\nFROM persons GROUP BY email")
                        .map("n", "N"),
                EventSync.of("$pageview")
                        .properties("$current_url", "it's `odd`")
                        .since(Duration.ofDays(365)));
    }

    private static List<String> write(Set<String> queries) throws IOException {
        Files.createDirectories(FOLDER);
        List<String> files = new ArrayList<>();
        for (String query : queries) {
            Path file = FOLDER.resolve("query-" + files.size() + ".sql");
            Files.writeString(file, query, StandardCharsets.UTF_8);
            files.add(file.toAbsolutePath().toString());
        }
        return files;
    }
}
