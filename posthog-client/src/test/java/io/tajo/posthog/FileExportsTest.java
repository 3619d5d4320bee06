package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.TransportException;
import io.tajo.posthog.exports.ExportFailedException;
import io.tajo.posthog.exports.FileExport;
import io.tajo.posthog.exports.FileExportRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileExportsTest extends PostHogServerTest {
    private static final String ALL = "/api/projects/7/file_download_batch_exports/";
    private static final String FILE = ALL + "e1/download/f1/";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final FileExportRequest WEEK = FileExportRequest.persons(FROM, FROM.plus(Duration.ofDays(7)));

    @RegisterExtension
    final WireMockExtension store = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    private void status(String json) {
        server.stubFor(get(urlEqualTo(ALL + "e1/")).willReturn(okJson(json)));
    }

    private void redirectToStore(String path) {
        server.stubFor(get(urlEqualTo(FILE))
                .willReturn(aResponse().withStatus(302).withHeader("Location", store.baseUrl() + path)));
    }

    private String content() throws IOException {
        try (InputStream file = client.exports().files().open("e1", "f1")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void create_asksForGzippedJsonLines() {
        server.stubFor(
                post(urlEqualTo(ALL)).willReturn(okJson("{\"id\":\"e1\"}").withStatus(202)));

        FileExport export = client.exports().files().create(WEEK);

        assertThat(export.id()).isEqualTo("e1");
        assertThat(export.isRunning()).isTrue();
        server.verify(postRequestedFor(urlEqualTo(ALL)).withRequestBody(equalToJson("""
                {"model":"persons","file":{"format":"JSONLines","compression":"gzip"},
                 "data_interval_start":"2026-01-01T00:00:00Z","data_interval_end":"2026-01-08T00:00:00Z"}""")));
    }

    @Test
    void create_afterAFailureThatMayHaveStartedIt_isNotRepeated() {
        server.stubFor(post(urlEqualTo(ALL)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> client.exports().files().create(WEEK))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.mayHaveBeenSent()).isTrue());
        server.verify(1, postRequestedFor(urlEqualTo(ALL)));
    }

    @Test
    void create_whenTooManyAreRunning_saysSo() {
        server.stubFor(post(urlEqualTo(ALL))
                .willReturn(aResponse()
                        .withStatus(429)
                        .withBody("{\"type\":\"server_error\",\"code\":\"too_many_concurrent_file_downloads\","
                                + "\"detail\":\"Too many running\"}")));

        assertThatThrownBy(() -> client.exports().files().create(WEEK))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("Too many running");
    }

    @Test
    void create_withoutTheScope_namesIt() {
        server.stubFor(post(urlEqualTo(ALL))
                .willReturn(aResponse()
                        .withStatus(403)
                        .withBody("{\"detail\":\"API key missing required scope 'batch_export:write'\"}")));

        assertThatThrownBy(() -> client.exports().files().create(WEEK))
                .isInstanceOf(PermissionException.class)
                .hasMessageContaining("batch_export:write");
    }

    @Test
    void await_looksUntilTheFilesAreThere() {
        server.stubFor(get(urlEqualTo(ALL + "e1/"))
                .inScenario("e")
                .whenScenarioStateIs("Started")
                .willReturn(okJson("{\"status\":\"Running\",\"new\":1}"))
                .willSetStateTo("done"));
        server.stubFor(get(urlEqualTo(ALL + "e1/"))
                .inScenario("e")
                .whenScenarioStateIs("done")
                .willReturn(okJson("{\"status\":\"Completed\",\"files\":[\"f1\",\"f2\"]}")));

        FileExport done = client.exports().files().await("e1", Duration.ofMinutes(5));

        assertThat(done.files()).containsExactly("f1", "f2");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void await_ofAFailedExport_saysWhyWithoutAnybodysAddress() {
        status("{\"status\":\"FailedBilling\",\"error\":\"no credit for ada@example.com\"}");

        assertThatThrownBy(() -> client.exports().files().await("e1", Duration.ofMinutes(5)))
                .isInstanceOf(ExportFailedException.class)
                .hasMessageContaining("FailedBilling")
                .hasMessageContaining("no credit")
                .hasMessageNotContaining("ada@");
    }

    @Test
    void await_aStateThatIsNotKnown_isNoSuccess() {
        status("{\"status\":\"Hibernating\"}");

        assertThatThrownBy(() -> client.exports().files().await("e1", Duration.ofMinutes(5)))
                .isInstanceOf(ExportFailedException.class)
                .hasMessageContaining("Hibernating");
    }

    @Test
    void await_givesUpAfterTheCallersPatience() {
        status("{\"status\":\"Running\"}");

        assertThatThrownBy(() -> client.exports().files().await("e1", Duration.ofMinutes(5)))
                .isInstanceOf(ExportFailedException.class)
                .hasMessageContaining("300 s");
        assertThat(time.sleeps()).contains(Duration.ofSeconds(30)).allMatch(pause -> pause.toSeconds() <= 30);
    }

    @Test
    void open_followsToTheStoreWithoutTheKey() throws IOException {
        redirectToStore("/bucket/f1?X-Amz-Signature=abc%2F");
        store.stubFor(get(urlPathEqualTo("/bucket/f1")).willReturn(ok("line")));

        assertThat(content()).isEqualTo("line");

        server.verify(getRequestedFor(urlEqualTo(FILE)).withHeader("Authorization", equalTo("Bearer " + KEY)));
        store.verify(getRequestedFor(urlEqualTo("/bucket/f1?X-Amz-Signature=abc%2F"))
                .withoutHeader("Authorization")
                .withHeader("Accept-Encoding", equalTo("identity")));
    }

    @Test
    void open_whenTheAddressHasExpired_asksForAFreshOne() throws IOException {
        redirectToStore("/old");
        store.stubFor(get(urlEqualTo("/old"))
                .inScenario("s")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(403).withBody("<Error>expired</Error>"))
                .willSetStateTo("fresh"));
        store.stubFor(get(urlEqualTo("/old"))
                .inScenario("s")
                .whenScenarioStateIs("fresh")
                .willReturn(ok("line")));

        assertThat(content()).isEqualTo("line");
        server.verify(2, getRequestedFor(urlEqualTo(FILE)));
    }

    @Test
    void open_whenPostHogItselfRefuses_asksOnce() {
        server.stubFor(get(urlEqualTo(FILE)).willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(this::content).hasMessageContaining("download");
        server.verify(1, getRequestedFor(urlEqualTo(FILE)));
    }

    @Test
    void open_ofALocalStore_takesTheFileAsItComes() throws IOException {
        server.stubFor(get(urlEqualTo(FILE)).willReturn(ok("line")));

        assertThat(content()).isEqualTo("line");
    }

    @Test
    void open_neverFollowsToAnAddressInClear() {
        server.stubFor(get(urlEqualTo(FILE))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "http://elsewhere.example/f1?sig=x")));

        assertThatThrownBy(this::content)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("sig=x");
    }

    @Test
    void open_whenNoAddressIsNamed_fails() {
        server.stubFor(get(urlEqualTo(FILE)).willReturn(aResponse().withStatus(302)));
        assertThatThrownBy(this::content).isInstanceOf(DecodingException.class);

        server.stubFor(get(urlEqualTo(FILE))
                .willReturn(aResponse().withStatus(302).withHeader("Location", "https://x y/?sig=secret")));
        assertThatThrownBy(this::content).isInstanceOf(DecodingException.class).hasMessageNotContaining("secret");
    }

    @Test
    void cancel_tellsPostHog() {
        server.stubFor(post(urlEqualTo(ALL + "e1/cancel/")).willReturn(okJson("{}")));

        client.exports().files().cancel("e1");

        server.verify(postRequestedFor(urlEqualTo(ALL + "e1/cancel/")));
    }

    @Test
    void request_ofMoreThanAWeek_isCutIntoWeeks() {
        Instant to = FROM.plus(Duration.ofDays(15));

        assertThatThrownBy(() -> FileExportRequest.events(FROM, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weekly");
        List<FileExportRequest> weeks = FileExportRequest.weekly("events", FROM, to);
        assertThat(weeks).hasSize(3);
        assertThat(weeks.get(2).include("a").exclude("b").toMap())
                .containsEntry("data_interval_start", "2026-01-15T00:00:00Z")
                .containsEntry("data_interval_end", "2026-01-16T00:00:00Z")
                .containsEntry("include", List.of("a"))
                .containsEntry("exclude", List.of("b"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "JSONLines, null, gzip",
                "JSONLines, zstd, brotli",
                "Parquet, deflate, snappy",
                "CSV, gzip, JSONLines",
                "null, gzip, JSONLines"
            })
    void format_thatPostHogDoesNotWrite_isRefusedWithThoseThatItDoes(String format, String compression, String known) {
        assertThatThrownBy(() -> WEEK.format(format, compression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(known);
    }

    @Test
    void format_withoutCompression_namesNone() {
        assertThat(WEEK.format("Parquet", "").toMap()).containsEntry("file", Map.of("format", "Parquet"));
    }
}
