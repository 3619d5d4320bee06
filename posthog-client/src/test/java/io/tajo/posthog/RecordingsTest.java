package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.RateLimitedException;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.recordings.RecordingQuery;
import io.tajo.posthog.recordings.ReplayTotals;
import io.tajo.posthog.recordings.SessionRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordingsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/session_recordings/";
    private static final String QUERY = "/api/projects/7/query/";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-01-08T00:00:00.123456789Z");

    private void pageAt(int offset, String hasNext, String... ids) {
        String results = String.join(
                ",", List.of(ids).stream().map(id -> "{\"id\":\"" + id + "\"}").toList());
        server.stubFor(get(urlPathEqualTo(LIST))
                .withQueryParam("offset", equalTo(String.valueOf(offset)))
                .willReturn(okJson("{\"results\":[" + results + "]" + hasNext + ",\"version\":4}")));
    }

    private List<String> read(RecordingQuery query) {
        return client.recordings().list(query).stream()
                .map(SessionRecording::id)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "session_recording:read",
                        () -> client.recordings().list(RecordingQuery.recent()).forEach(recording -> {}))
                .tests();
    }

    @Test
    void list_readsByOffsetUntilThereIsNoMoreAndHandsEachOutOnce() {
        pageAt(0, ",\"has_next\":true", "a", "b");
        pageAt(2, ",\"has_next\":true", "b", "c");
        pageAt(4, ",\"has_next\":false", "d");

        assertThat(read(RecordingQuery.recent().pageSize(2))).containsExactly("a", "b", "c", "d");
    }

    @Test
    void list_whenPostHogMakesAPageSmaller_leavesNoGap() {
        pageAt(0, ",\"has_next\":true", "a");
        pageAt(1, ",\"has_next\":false", "b");

        assertThat(read(RecordingQuery.recent())).containsExactly("a", "b");
    }

    @Test
    void list_whenPostHogDoesNotSayWhetherThereAreMore_readsToAnEmptyPage() {
        pageAt(0, "", "a");
        pageAt(1, "", "b");
        pageAt(2, "");

        assertThat(read(RecordingQuery.recent())).containsExactly("a", "b");
    }

    @Test
    void list_whenAPageIsEmptyAndMoreFollow_goesOnBehindIt() {
        pageAt(0, ",\"has_next\":true");
        pageAt(50, ",\"has_next\":false", "a");

        assertThat(read(RecordingQuery.recent())).containsExactly("a");
    }

    @Test
    void list_whenPostHogSendsTheSamePageForEver_fails() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(okJson("{\"results\":[{\"id\":\"a\"}],\"has_next\":true,\"version\":4}")));

        assertThatThrownBy(() -> read(RecordingQuery.recent()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("not read to its end");
        server.verify(11, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void list_whenTheAnswerIsNoPostHogs_saysSo() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{}")));

        assertThatThrownBy(() -> read(RecordingQuery.recent())).hasMessageContaining("no results");
    }

    @Test
    void list_sendsWhatIsAskedForAsJson() {
        pageAt(0, ",\"has_next\":false");

        read(RecordingQuery.recent()
                .between(FROM, TO)
                .person("p")
                .distinctIds(List.of("d\"1"))
                .sessionIds(List.of("s1", "s2"))
                .matching(PropertyFilter.person("plan").is("pro"))
                .orderBy("console_error_count", true)
                .pageSize(20));

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("date_from", equalTo("2026-01-01T00:00:00Z"))
                .withQueryParam("date_to", equalTo("2026-01-08T00:00:00.123Z"))
                .withQueryParam("person_uuid", equalTo("p"))
                .withQueryParam("distinct_ids", equalToJson("[\"d\\\"1\"]"))
                .withQueryParam("session_ids", equalToJson("[\"s1\",\"s2\"]"))
                .withQueryParam("properties", equalToJson("[{\"key\":\"plan\"}]", true, true))
                .withQueryParam("order", equalTo("console_error_count"))
                .withQueryParam("order_direction", equalTo("ASC"))
                .withQueryParam("limit", equalTo("20")));
    }

    @Test
    void list_ofTheRecentOnes_sendsNoParameterForWhatIsNotAsked() {
        pageAt(0, ",\"has_next\":false");

        read(RecordingQuery.recent());

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("limit", equalTo("50"))
                .withQueryParam("order", equalTo("start_time"))
                .withQueryParam("order_direction", equalTo("DESC"))
                .withQueryParam("date_from", absent())
                .withQueryParam("distinct_ids", absent())
                .withQueryParam("session_ids", absent())
                .withQueryParam("properties", absent()));
    }

    @Test
    void list_readsEveryField() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(okJson("{\"results\":[{\"id\":\"s\",\"distinct_id\":\"d\",\"viewed\":false,\"viewers\":[],"
                        + "\"recording_duration\":125,\"active_seconds\":10.5,\"inactive_seconds\":114.5,"
                        + "\"start_time\":\"2026-01-02T03:04:05.000000Z\",\"end_time\":\"2026-01-02T03:06:10Z\","
                        + "\"click_count\":1,\"keypress_count\":2,\"mouse_activity_count\":3,\"console_log_count\":4,"
                        + "\"console_warn_count\":5,\"console_error_count\":6,\"start_url\":\"https://x\","
                        + "\"person\":{\"id\":null,\"uuid\":\"u\",\"name\":null,\"created_at\":null,"
                        + "\"distinct_ids\":[\"d\"],\"properties\":{}},\"snapshot_source\":\"web\",\"ongoing\":true,"
                        + "\"expiry_time\":\"2026-02-01T00:00:00Z\",\"activity_score\":1.5}],\"has_next\":false}")));

        SessionRecording recording =
                client.recordings().list(RecordingQuery.recent()).iterator().next();

        assertThat(recording.distinctId()).isEqualTo("d");
        assertThat(recording.person()).hasToString("Person[u]");
        assertThat(recording.startTime()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(recording.endTime()).isEqualTo(Instant.parse("2026-01-02T03:06:10Z"));
        assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(125));
        assertThat(recording.activeTime()).isEqualTo(Duration.ofMillis(10_500));
        assertThat(recording.inactiveTime()).isEqualTo(Duration.ofMillis(114_500));
        assertThat(List.of(
                        recording.clicks(),
                        recording.keyPresses(),
                        recording.mouseActivities(),
                        recording.consoleLogs(),
                        recording.consoleWarnings(),
                        recording.consoleErrors()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(recording.startUrl()).isEqualTo("https://x");
        assertThat(recording.viewed()).isFalse();
        assertThat(recording.ongoing()).isTrue();
        assertThat(recording.snapshotSource()).isEqualTo("web");
        assertThat(recording.expiryTime()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(recording.fields().decimal("activity_score")).isPresent();
        assertThat(recording).hasToString("SessionRecording[s]");
    }

    @Test
    void list_ofARecordingOfNobody_leavesNullWhatPostHogDoesNotSay() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(okJson("{\"results\":[{\"id\":\"s\",\"click_count\":null,\"person\":{\"id\":null,"
                        + "\"uuid\":null,\"distinct_ids\":[]},\"recording_duration\":null}],\"has_next\":false}")));

        SessionRecording recording =
                client.recordings().list(RecordingQuery.recent()).iterator().next();

        assertThat(recording.person()).isNull();
        assertThat(recording.clicks()).isNull();
        assertThat(recording.duration()).isNull();
        assertThat(recording.startTime()).isNull();
    }

    @Test
    void list_whenAQueryTookTooLongAndPostHogCallsThatThrottled_saysSoAfterAFewAttempts() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(refusal(429, "throttled_error", "throttled", "Query timeout exceeded. Try again later.")));

        assertThatThrownBy(() -> read(RecordingQuery.recent()))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("shorter time");
        server.verify(2, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void list_whenThrottledForHaste_saysNothingOfAShorterTime() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(refusal(429, "throttled_error", "throttled", "Request was throttled.")));

        assertThatThrownBy(() -> read(RecordingQuery.recent())).hasMessageNotContaining("shorter time");
    }

    @Test
    void list_whenPostHogRunsOutOfTime_isNotAskedTheSameAgain() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(refusal(504, "server_error", "error", "time limit")));

        assertThatThrownBy(() -> read(RecordingQuery.recent())).hasMessageContaining("narrow it");
        server.verify(1, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void between_ofATimeThatEndsBeforeItStarts_isRefused() {
        assertThatThrownBy(() -> RecordingQuery.recent().between(TO, FROM)).hasMessageContaining("ends before");
        assertThatThrownBy(() -> client.recordings().totals(TO, FROM)).hasMessageContaining("ends before");
    }

    private void totals(String rows) {
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("totals")
                .whenScenarioStateIs("Started")
                .willReturn(okJson("{\"results\":[" + rows + "],\"columns\":[\"person_id\",\"recordings\","
                        + "\"active_seconds\",\"clicks\",\"key_presses\",\"console_errors\",\"last_seen\"]}"))
                .willSetStateTo("read"));
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("totals")
                .whenScenarioStateIs("read")
                .willReturn(okJson("{\"results\":[],\"columns\":[\"person_id\"]}")));
    }

    @Test
    void totals_areAddedUpByPersonPageByPage() {
        totals("[\"u1\",2,90.5,3,4,5,\"2026-01-02 03:04:05.000000\"],[\"u2\",1,null,0,0,0,null]");

        assertThat(client.recordings().totals(FROM, TO))
                .containsExactly(
                        new ReplayTotals(
                                "u1", 2, Duration.ofMillis(90_500), 3, 4, 5, Instant.parse("2026-01-02T03:04:05Z")),
                        new ReplayTotals("u2", 1, Duration.ZERO, 0, 0, 0, null));

        assertThat(queries()).hasSize(2).allSatisfy(query -> {
            var values = query.object("values").orElseThrow();
            assertThat(values.text("from")).hasValue("2026-01-01T00:00:00Z");
            assertThat(values.text("to")).hasValue("2026-01-08T00:00:00.123456Z");
        });
        assertThat(queryTexts())
                .allSatisfy(text -> assertThat(text)
                        .contains("start_time >= toDateTime({from}) AND start_time < toDateTime({to})\n")
                        .contains("GROUP BY person_id")
                        .contains("`person_id` ASC LIMIT 50000"));
        assertThat(queryTexts().get(1)).contains("WHERE `person_id` > {after_key}");
    }

    @Test
    void totals_ofSomePersons_bindThemBesideTheText() {
        totals("");

        assertThat(client.recordings().totals(FROM, TO, List.of("u1", "u2"))).isEmpty();

        assertThat(queryTexts()).singleElement().asString().contains("AND person_id IN {persons}");
        assertThat(queries().get(0).object("values").orElseThrow().list("persons"))
                .hasValue(List.of("u1", "u2"));
    }

    @Test
    void totals_ofNoPersons_askNothing() {
        assertThat(client.recordings().totals(FROM, TO, List.of())).isEmpty();
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void toString_ofTotals_holdsThePersonsUuidOnly() {
        assertThat(new ReplayTotals("u", 1, Duration.ZERO, 2, 3, 4, FROM)).hasToString("ReplayTotals[u]");
    }
}
