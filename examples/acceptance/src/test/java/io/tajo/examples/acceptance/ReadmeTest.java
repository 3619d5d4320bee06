package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.config.ConnectorConfig;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of the README, as it stands there. */
@Timeout(120)
class ReadmeTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final long HIGHEST_LIST = 41;

    @TempDir
    private Path folder;

    private Path file() throws IOException {
        Matcher yaml = YAML.matcher(Files.readString(Path.of("../../README.md")));
        assertThat(yaml.find()).isTrue();
        return Files.writeString(folder.resolve("connector.yaml"), yaml.group(1));
    }

    /** A project and an account that have what the file names. */
    private static Sandbox sandbox() {
        Sandbox sandbox = Sandbox.builder().persons(60).eventsPerPerson(5).build();
        sandbox.postHog().add(CohortRecord.where(42, "Paying", "plan", "pro"));
        sandbox.postHog().add(CohortRecord.where(43, "Power users", "plan", "enterprise"));
        sandbox.postHog().add(FlagRecord.rollout(1, "new-checkout", 50));
        long list = 0;
        while (list < HIGHEST_LIST) list = sandbox.brevo().createList("List after " + list);
        return sandbox;
    }

    private static Map<String, String> environment(Sandbox sandbox) {
        return Map.of(
                "POSTHOG_HOST", sandbox.postHogUri().toString(),
                "POSTHOG_PERSONAL_API_KEY", sandbox.personalApiKey(),
                "POSTHOG_PROJECT_TOKEN", sandbox.projectToken(),
                "BREVO_API_KEY", sandbox.brevoApiKey(),
                "BREVO_API_URL", sandbox.brevoUri().toString());
    }

    @Test
    void theFile_runsEveryJobOfIt() throws IOException {
        try (Sandbox sandbox = sandbox();
                PostHogBrevoConnector connector =
                        PostHogBrevoConnector.fromConfig(ConnectorConfig.load(file(), environment(sandbox)))) {
            assertThat(connector.check().isOk()).as(connector.check().summary()).isTrue();

            SyncReport report = connector.syncAll();

            assertThat(report.outcome()).as(report.summary()).isEqualTo(SyncOutcome.FINISHED);
            assertThat(report.parts()).hasSize(7);
            assertThat(sandbox.brevo().contacts()).hasSize(60);
            assertThat(sandbox.brevo().contacts())
                    .anySatisfy(contact -> assertThat(contact.attributes())
                            .containsKeys("FIRSTNAME", "EVENT_COUNT", "POSTHOG_COHORTS", "NEW_CHECKOUT", "PURCHASES"));
        }
    }
}
