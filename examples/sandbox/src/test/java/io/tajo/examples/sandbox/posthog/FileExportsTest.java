package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tajo.client.PermissionException;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.account.ScopeResult;
import io.tajo.posthog.exports.ExportedPerson;
import io.tajo.posthog.exports.FileExport;
import io.tajo.posthog.exports.FileExportRequest;
import io.tajo.posthog.exports.JsonLines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exports on demand, and the scopes that each route asks for. */
@Timeout(30)
class FileExportsTest {
    private static PostHogClient client(Sandbox sandbox) {
        return PostHogClient.builder()
                .host(sandbox.postHogUri().toString())
                .personalApiKey(sandbox.personalApiKey())
                .projectToken(sandbox.projectToken())
                .projectId(sandbox.projectId())
                .build();
    }

    @Test
    void anExportOfPersons_holdsThoseWhoWereTouchedInTheInterval() {
        try (Sandbox sandbox = Sandbox.builder().build();
                PostHogClient postHog = client(sandbox)) {
            Instant now = Instant.now();
            UUID created = UUID.randomUUID();
            UUID touched = UUID.randomUUID();
            UUID other = UUID.randomUUID();
            Instant before = now.minus(Duration.ofDays(30));
            sandbox.postHog().add(new PersonRecord(created, "c", now.minusSeconds(60), Map.of("plan", "pro")));
            sandbox.postHog().add(new PersonRecord(touched, "t", before, Map.of()));
            sandbox.postHog().add(new PersonRecord(other, "o", before, Map.of()));
            sandbox.postHog().touch(touched, now.minusSeconds(30));

            FileExport export =
                    postHog.exports().files().create(FileExportRequest.persons(now.minus(Duration.ofDays(1)), now));
            FileExport done = postHog.exports().files().await(export.id(), Duration.ofSeconds(10));
            List<String> found = new ArrayList<>();
            try (JsonLines rows = JsonLines.open(
                    postHog.exports().files().open(done.id(), done.files().get(0)))) {
                rows.forEachRemaining(row -> found.add(ExportedPerson.of(row).personId()));
            }

            assertThat(found).containsExactlyInAnyOrder(created.toString(), touched.toString());
        }
    }

    @Test
    void anExportOfMoreThanAWeekOrOfTheFuture_isRefused() {
        try (Sandbox sandbox = Sandbox.builder().build();
                PostHogClient postHog = client(sandbox)) {
            Instant now = Instant.now();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> postHog.exports()
                            .files()
                            .create(FileExportRequest.events(now, now.plus(Duration.ofDays(1)))))
                    .withMessageContaining("future");
        }
    }

    @Test
    void aRoute_asksForItsOwnScope() {
        try (Sandbox sandbox = Sandbox.builder()
                        .scopes("project:read", "cohort:read", "query:read")
                        .build();
                PostHogClient postHog = client(sandbox)) {
            assertThat(postHog.check().scopes())
                    .filteredOn(scope -> scope.state() == ScopeResult.State.MISSING)
                    .extracting(ScopeResult::scope)
                    .containsExactly(
                            "user:read",
                            "person:read",
                            "insight:read",
                            "feature_flag:read",
                            "session_recording:read",
                            "batch_export:read");
            assertThatExceptionOfType(PermissionException.class)
                    .isThrownBy(() -> postHog.flags().get(1));
        }
    }
}
