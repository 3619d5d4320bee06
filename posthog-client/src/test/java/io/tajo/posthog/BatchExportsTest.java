package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.tajo.client.DecodingException;
import io.tajo.client.NotFoundException;
import io.tajo.client.TransportException;
import io.tajo.posthog.exports.Backfill;
import io.tajo.posthog.exports.BatchExport;
import io.tajo.posthog.exports.BatchExportRun;
import io.tajo.posthog.exports.NewBatchExport;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchExportsTest extends PostHogServerTest {
    private static final String ALL = "/api/projects/7/batch_exports/";
    private static final Instant FROM = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-03T10:00:00Z");

    private static String export(String interval) {
        return "{\"id\":\"b1\",\"name\":\"nightly\",\"model\":\"persons\",\"interval\":\"" + interval
                + "\",\"paused\":true,"
                + "\"destination\":{\"type\":\"S3\",\"config\":{\"bucket_name\":\"x\"}},\"unheard_of\":1,"
                + "\"latest_runs\":[{\"id\":\"r1\",\"status\":\"Completed\",\"records_completed\":12,\"bytes_exported\":null,"
                + "\"data_interval_start\":null,\"data_interval_end\":\"2026-01-02T00:00:00Z\"}]}";
    }

    private BatchExport existing(String interval) {
        server.stubFor(get(urlEqualTo(ALL + "b1/")).willReturn(okJson(export(interval))));
        return client.exports().batches().get("b1");
    }

    @Test
    void list_followsNextThroughAShortPage() {
        server.stubFor(get(urlEqualTo(ALL + "?limit=100"))
                .willReturn(okJson("{\"count\":2,\"results\":[" + export("hour") + "],\"next\":\"https://elsewhere"
                        + ALL + "?offset=100\"}")));
        server.stubFor(get(urlEqualTo(ALL + "?offset=100"))
                .willReturn(okJson("{\"results\":[{\"id\":\"b2\"}],\"next\":null}")));

        assertThat(client.exports().batches().list())
                .extracting(BatchExport::id)
                .containsExactly("b1", "b2");
    }

    @Test
    void get_readsWhatIsThere() {
        BatchExport export = existing("day");

        assertThat(export.destinationType()).isEqualTo("S3");
        assertThat(export.destination().text("bucket_name")).hasValue("x");
        assertThat(export.paused()).isTrue();
        assertThat(export.latestRuns())
                .containsExactly(new BatchExportRun(
                        "r1",
                        "Completed",
                        OptionalLong.of(12),
                        OptionalLong.empty(),
                        null,
                        Instant.parse("2026-01-02T00:00:00Z"),
                        null));
    }

    @Test
    void get_ofAnExportThatIsNotThere_isNotFound() {
        server.stubFor(get(urlEqualTo(ALL + "b9/")).willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(() -> client.exports().batches().get("b9")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void get_withoutAnId_fails() {
        server.stubFor(get(urlEqualTo(ALL + "b1/")).willReturn(okJson("{}")));

        assertThatThrownBy(() -> client.exports().batches().get("b1")).isInstanceOf(DecodingException.class);
    }

    @Test
    void create_sendsDestinationAndIntegrationTogether() {
        server.stubFor(post(urlEqualTo(ALL)).willReturn(okJson(export("hour")).withStatus(201)));

        client.exports()
                .batches()
                .create(NewBatchExport.of("nightly", "persons", "hour")
                        .destination("S3", Map.of("bucket_name", "x"))
                        .integration(3)
                        .paused());

        server.verify(postRequestedFor(urlEqualTo(ALL)).withRequestBody(equalToJson("""
                {"name":"nightly","model":"persons","interval":"hour","paused":true,
                 "destination":{"type":"S3","config":{"bucket_name":"x"},"integration_id":3}}""")));
    }

    @Test
    void create_afterAFailureThatMayHaveMadeIt_isNotRepeated() {
        server.stubFor(post(urlEqualTo(ALL)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        NewBatchExport export = NewBatchExport.of("n", "persons", "hour").destination("S3", Map.of("secret", "s3cret"));

        assertThatThrownBy(() -> client.exports().batches().create(export))
                .isInstanceOf(TransportException.class)
                .hasMessageNotContaining("s3cret");
        server.verify(1, postRequestedFor(urlEqualTo(ALL)));
        assertThat(export).asString().doesNotContain("s3cret");
    }

    @Test
    void pauseAndUnpause_callTheirRoutes() {
        server.stubFor(post(urlPathEqualTo(ALL + "b1/pause/")).willReturn(okJson("{}")));
        server.stubFor(post(urlPathEqualTo(ALL + "b1/unpause/")).willReturn(okJson("{}")));

        client.exports().batches().pause("b1");
        client.exports().batches().unpause("b1", true);

        server.verify(postRequestedFor(urlEqualTo(ALL + "b1/pause/")));
        server.verify(
                postRequestedFor(urlEqualTo(ALL + "b1/unpause/")).withRequestBody(equalToJson("{\"backfill\":true}")));
    }

    @Test
    void unpause_isRepeatedOnlyIfItStartsNoBackfill() {
        server.stubFor(
                post(urlPathEqualTo(ALL + "b1/unpause/")).willReturn(aResponse().withStatus(503)));

        assertThatThrownBy(() -> client.exports().batches().unpause("b1", true)).isNotNull();
        server.verify(1, postRequestedFor(urlEqualTo(ALL + "b1/unpause/")));
        assertThatThrownBy(() -> client.exports().batches().unpause("b1", false))
                .isNotNull();
        server.verify(3, postRequestedFor(urlEqualTo(ALL + "b1/unpause/")));
    }

    @Test
    void backfill_ofADailyExport_takesDaysAndOfAnotherMoments() {
        server.stubFor(post(urlEqualTo(ALL + "b1/backfills/")).willReturn(okJson("{\"backfill_id\":\"k1\"}")));

        Backfill daily = client.exports().batches().backfill(existing("day"), FROM, TO);
        client.exports().batches().backfill(existing("hour"), FROM, TO);

        assertThat(daily.id()).isEqualTo("k1");
        server.verify(postRequestedFor(urlEqualTo(ALL + "b1/backfills/"))
                .withRequestBody(equalToJson("{\"start_at\":\"2026-01-01\",\"end_at\":\"2026-01-03\"}")));
        server.verify(postRequestedFor(urlEqualTo(ALL + "b1/backfills/"))
                .withRequestBody(
                        equalToJson("{\"start_at\":\"2026-01-01T10:00:00Z\",\"end_at\":\"2026-01-03T10:00:00Z\"}")));
    }

    @Test
    void runsAndBackfills_areListedByCursor() {
        String runs = ALL + "b1/runs/";
        server.stubFor(
                get(urlEqualTo(runs + "?limit=100&after=2026-01-01T10%3A00%3A00Z&before=2026-01-03T10%3A00%3A00Z"))
                        .willReturn(okJson(
                                "{\"results\":[{\"id\":\"r1\"}],\"next\":\"https://h" + runs + "?cursor=abc%3D\"}")));
        server.stubFor(get(urlEqualTo(runs + "?cursor=abc%3D"))
                .willReturn(okJson("{\"results\":[{\"id\":\"r2\",\"status\":\"NewState\"}]}")));
        server.stubFor(get(urlEqualTo(ALL + "b1/backfills/?limit=100"))
                .willReturn(okJson("{\"results\":[{\"id\":\"k1\",\"status\":\"Running\"}],\"next\":null}")));

        assertThat(client.exports().batches().runs("b1", FROM, TO))
                .extracting(BatchExportRun::status)
                .containsExactly("", "NewState");
        assertThat(client.exports().batches().backfills("b1"))
                .containsExactly(new Backfill("k1", "Running", null, null));
    }
}
