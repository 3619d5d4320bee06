package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.posthog.persons.Person;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsTest extends QueryServerTest {
    private static final String LIST = "/api/projects/7/session_recordings/";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-02-01T00:00:00Z");
    private static final String COLUMNS = ",\"columns\":[\"person_id\",\"recordings\",\"active_seconds\",\"clicks\","
            + "\"key_presses\",\"console_errors\",\"last_seen\"]}";

    private int pages;

    private void answerList(ResponseDefinitionBuilder... responses) {
        for (ResponseDefinitionBuilder response : responses) {
            server.stubFor(get(urlPathEqualTo(LIST))
                    .inScenario("recordings")
                    .whenScenarioStateIs(pages == 0 ? "Started" : "page " + pages)
                    .willReturn(response)
                    .willSetStateTo("page " + ++pages));
        }
    }

    private static ResponseDefinitionBuilder page(boolean more, String... ids) {
        return envelope(",\"has_next\":" + more, ids);
    }

    private static ResponseDefinitionBuilder envelope(String fields, String... ids) {
        List<String> recordings =
                Stream.of(ids).map(id -> "{\"id\":\"" + id + "\"}").toList();
        return okJson("{\"results\":[" + String.join(",", recordings) + "]" + fields + ",\"version\":4}");
    }

    private static ResponseDefinitionBuilder totals(String... rows) {
        return okJson("{\"results\":[" + String.join(",", rows) + "]" + COLUMNS);
    }

    private List<String> ids(RecordingQuery query) {
        return client.recordings().list(query).stream()
                .map(SessionRecording::id)
                .toList();
    }

    private List<String> offsets() {
        return server.findAll(getRequestedFor(urlPathEqualTo(LIST))).stream()
                .map(request -> request.queryParameter("offset").firstValue())
                .toList();
    }

    private SessionRecording recording(String fields) {
        answerList(okJson("{\"results\":[{\"id\":\"s\"," + fields + "}],\"has_next\":false}"));
        return client.recordings().list(RecordingQuery.recent()).stream()
                .toList()
                .get(0);
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "session_recording:read", () -> ids(RecordingQuery.recent())).tests();
    }

    @TestFactory
    Stream<DynamicTest> totals_ofEveryRefusal_throwWhatToDo() {
        return new AreaErrors(
                        this,
                        "query:read",
                        () -> client.recordings().totals(FROM, TO).forEach(total -> {}))
                .tests();
    }

    @Test
    void list_ofARecording_readsEveryField() {
        SessionRecording recording = recording("\"distinct_id\":\"d\",\"viewed\":true,\"viewers\":[],"
                + "\"recording_duration\":61.5,\"active_seconds\":40,\"inactive_seconds\":21.25,"
                + "\"start_time\":\"2026-01-02T00:00:00Z\",\"end_time\":\"2026-01-02T00:01:01.5Z\","
                + "\"click_count\":1,\"keypress_count\":2,\"mouse_activity_count\":3,\"console_log_count\":4,"
                + "\"console_warn_count\":5,\"console_error_count\":6,\"start_url\":\"https://a.example/\","
                + "\"person\":{\"id\":9,\"uuid\":\"p\",\"name\":\"Ada\",\"distinct_ids\":[\"d\"],"
                + "\"properties\":{\"plan\":\"pro\"},\"created_at\":\"2025-01-01T00:00:00Z\"},"
                + "\"storage\":\"object_storage_v2\",\"retention_period_days\":30,"
                + "\"expiry_time\":\"2026-02-01T00:00:00Z\",\"snapshot_source\":\"web\",\"ongoing\":true,"
                + "\"activity_score\":0.5,\"unheard_of\":[{}]");

        assertThat(recording.id()).isEqualTo("s");
        assertThat(recording.distinctId()).isEqualTo("d");
        assertThat(recording.startTime()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(recording.endTime()).isEqualTo(Instant.parse("2026-01-02T00:01:01.5Z"));
        assertThat(recording.duration()).isEqualTo(Duration.ofMillis(61_500));
        assertThat(recording.activeTime()).isEqualTo(Duration.ofSeconds(40));
        assertThat(recording.inactiveTime()).isEqualTo(Duration.ofMillis(21_250));
        assertThat(recording.clicks()).isEqualTo(1);
        assertThat(recording.keyPresses()).isEqualTo(2);
        assertThat(recording.mouseActivities()).isEqualTo(3);
        assertThat(recording.consoleLogs()).isEqualTo(4);
        assertThat(recording.consoleWarnings()).isEqualTo(5);
        assertThat(recording.consoleErrors()).isEqualTo(6);
        assertThat(recording.startUrl()).isEqualTo("https://a.example/");
        assertThat(recording.viewed()).isTrue();
        assertThat(recording.ongoing()).isTrue();
        assertThat(recording.snapshotSource()).isEqualTo("web");
        assertThat(recording.expiryTime()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(recording.fields().integer("retention_period_days")).hasValue(30);
        assertThat(recording).hasToString("SessionRecording[s]");
        Person person = recording.person();
        assertThat(person).isNotNull();
        assertThat(person.uuid()).isEqualTo("p");
        assertThat(person.name()).isEqualTo("Ada");
        assertThat(person.distinctIds()).containsExactly("d");
        assertThat(person.properties().text("plan")).hasValue("pro");
    }

    @Test
    void list_ofAMissingPerson_handsOutItsUuid() {
        SessionRecording recording = recording("\"person\":{\"id\":null,\"uuid\":\"p\",\"name\":null,"
                + "\"distinct_ids\":[\"d\"],\"properties\":{},\"created_at\":null}");

        assertThat(recording.person()).isEqualTo(new Person("p", null, List.of("d"), JsonObject.empty(), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"person\":null", "\"person\":{}", "\"person\":{\"uuid\":null,\"id\":null}", "\"x\":1"})
    void list_ofARecordingOfNobody_holdsNoPerson(String fields) {
        assertThat(recording(fields).person()).isNull();
    }

    @Test
    void list_whenCountsAreNullMissingOrText_readsWhatIsThere() {
        SessionRecording recording = recording("\"click_count\":null,\"keypress_count\":\"2\","
                + "\"recording_duration\":\"1.5\",\"active_seconds\":null,\"snapshot_source\":\"hologram\","
                + "\"viewed\":null,\"ongoing\":null,\"start_time\":null");

        assertThat(recording.clicks()).isNull();
        assertThat(recording.keyPresses()).isEqualTo(2);
        assertThat(recording.mouseActivities()).isNull();
        assertThat(recording.consoleLogs()).isNull();
        assertThat(recording.consoleWarnings()).isNull();
        assertThat(recording.consoleErrors()).isNull();
        assertThat(recording.duration()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(recording.activeTime()).isNull();
        assertThat(recording.inactiveTime()).isNull();
        assertThat(recording.snapshotSource()).isEqualTo("hologram");
        assertThat(recording.viewed()).isNull();
        assertThat(recording.ongoing()).isNull();
        assertThat(recording.startTime()).isNull();
        assertThat(recording.endTime()).isNull();
        assertThat(recording.distinctId()).isNull();
        assertThat(recording.startUrl()).isNull();
        assertThat(recording.expiryTime()).isNull();
    }

    @Test
    void list_ofARecordingWithoutItsId_saysWhatIsMissing() {
        answerList(okJson("{\"results\":[{\"distinct_id\":\"d\"}],\"has_next\":false}"));

        assertThatThrownBy(() -> ids(RecordingQuery.recent()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("without its id");
    }

    /** The published schema promises count, next and previous, which are not sent. */
    @Test
    void list_whenTheEnvelopeIsResultsAndHasNext_followsItThroughShortAndEmptyPages() {
        answerList(page(true, "a"), page(true), page(true, "b", "c"), page(false, "d"));

        assertThat(ids(RecordingQuery.recent().pageSize(2))).containsExactly("a", "b", "c", "d");
        // By what came, so that a page that PostHog made smaller leaves no gap.
        assertThat(offsets()).containsExactly("0", "1", "3", "5");
    }

    @Test
    void list_whenTheLastPageIsFull_asksNoFurther() {
        answerList(page(false, "a", "b"));

        assertThat(ids(RecordingQuery.recent().pageSize(2))).containsExactly("a", "b");
        assertThat(offsets()).hasSize(1);
    }

    @Test
    void list_whenPostHogDoesNotSayWhetherMoreFollow_readsToAnEmptyPage() {
        answerList(envelope("", "a"), envelope("", "b"), envelope(""));

        assertThat(ids(RecordingQuery.recent())).containsExactly("a", "b");
    }

    @Test
    void list_whenAPageRepeatsARow_handsItOutOnce() {
        answerList(page(true, "a", "b"), page(false, "b", "c"));

        assertThat(ids(RecordingQuery.recent())).containsExactly("a", "b", "c");
    }

    @Test
    void list_whenTraversedTwice_handsOutEverythingTwice() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(page(false, "a")));
        var list = client.recordings().list(RecordingQuery.recent());

        assertThat(list.stream()).hasSize(1);
        assertThat(list.stream()).hasSize(1);
    }

    @Test
    void list_whenPostHogSendsTheSamePageForEver_failsInsteadOfReadingForEver() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(page(true, "a", "b")));

        assertThatThrownBy(() -> ids(RecordingQuery.recent()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("not read to its end");
        assertThat(offsets()).hasSize(11);
    }

    @Test
    void list_whenTheAnswerHoldsNoResults_failsInsteadOfSeemingEmpty() {
        answerList(okJson("{\"has_next\":false}"));

        assertThatThrownBy(() -> ids(RecordingQuery.recent()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("holds no results");
    }

    @Test
    void list_when429MeansAQueryTimeout_isAskedAgainOnlyAsOftenAsTheSettingsSay() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(refusal(429, "throttled_error", "throttled", "query timeout exceeded")));

        assertThatThrownBy(() -> ids(RecordingQuery.recent()))
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("query timeout exceeded");
        assertThat(offsets()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {504, 512, 524})
    void list_whenItTakesTooLong_isNotAskedAgain(int status) {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(aResponse().withStatus(status)));

        assertThatThrownBy(() -> ids(RecordingQuery.recent())).isInstanceOf(ServerException.class);
        assertThat(offsets()).hasSize(1);
    }

    @Test
    void list_sendsWhatIsAskedForOnEveryPage() {
        answerList(page(true, "a"), page(false));

        ids(RecordingQuery.recent()
                .between(FROM, TO)
                .person("p")
                .distinctIds(List.of("d&1", "d\"2"))
                .sessionIds(List.of("s1"))
                .matching(PropertyFilter.person("plan").is("pro"))
                .matching(PropertyFilter.session("$session_duration").greaterThan(5))
                .orderBy("active_seconds", true)
                .pageSize(500));

        server.verify(
                2,
                getRequestedFor(urlPathEqualTo(LIST))
                        .withQueryParam("limit", equalTo("500"))
                        .withQueryParam("date_from", equalTo("2026-01-01T00:00:00Z"))
                        .withQueryParam("date_to", equalTo("2026-02-01T00:00:00Z"))
                        .withQueryParam("person_uuid", equalTo("p"))
                        .withQueryParam("distinct_ids", equalToJson("[\"d&1\",\"d\\\"2\"]"))
                        .withQueryParam("session_ids", equalToJson("[\"s1\"]"))
                        .withQueryParam(
                                "properties",
                                equalToJson("[{\"key\":\"plan\"},{\"key\":\"$session_duration\"}]", true, true))
                        .withQueryParam("order", equalTo("active_seconds"))
                        .withQueryParam("order_direction", equalTo("ASC"))
                        .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void list_ofRecentOnes_sendsNoParameterForWhatIsNotAsked() {
        answerList(page(false));

        ids(RecordingQuery.recent());

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("limit", equalTo("50"))
                .withQueryParam("order", equalTo("start_time"))
                .withQueryParam("order_direction", equalTo("DESC"))
                .withQueryParam("date_from", absent())
                .withQueryParam("date_to", absent())
                .withQueryParam("person_uuid", absent())
                .withQueryParam("distinct_ids", absent())
                .withQueryParam("session_ids", absent())
                .withQueryParam("properties", absent()));
    }

    @Test
    void between_whenTheTimeEndsBeforeItStarts_isRefused() {
        assertThatThrownBy(() -> RecordingQuery.recent().between(TO, FROM)).hasMessageContaining("ends before");
        assertThatThrownBy(() -> RecordingQuery.recent().pageSize(0)).hasMessageContaining("at least one");
    }

    @Test
    void totals_ofAPerson_readEveryColumn() {
        answer(totals("[\"p\",\"3\",90.5,4,\"5\",6,\"2026-01-02T00:00:00Z\"]"), totals());

        ReplayTotals totals = client.recordings().totals(FROM, TO).toList().get(0);

        assertThat(totals)
                .isEqualTo(new ReplayTotals(
                        "p", 3, Duration.ofMillis(90_500), 4, 5, 6, Instant.parse("2026-01-02T00:00:00Z")));
        assertThat(totals).hasToString("ReplayTotals[p]");
    }

    @Test
    void totalsAfter_aPerson_beginBehindIt() {
        answer(totals());

        assertThat(client.recordings().totalsAfter(FROM, TO, "0190-ABCD")).isEmpty();

        JsonObject query = asked().get(0);
        assertThat(query.text("query").orElseThrow()).contains("WHERE `person_id` > {after_key}");
        assertThat(query.object("values").orElseThrow().toMap()).containsEntry("after_key", "0190-ABCD");
    }

    @Test
    void totals_ofNulls_areNothing() {
        answer(totals("[\"p\",null,null,null,null,null,null]"), totals());

        assertThat(client.recordings().totals(FROM, TO))
                .containsExactly(new ReplayTotals("p", 0, Duration.ZERO, 0, 0, 0, null));
    }

    @Test
    void totals_bindTheirValuesAndWriteNoneIntoTheText() {
        answer(totals());

        assertThat(client.recordings().totals(FROM, TO, List.of("p'1", "p2"))).isEmpty();

        assertThat(texts())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("start_time >= toDateTime({from}) AND start_time < toDateTime({to})")
                        .contains("AND person_id IN {persons}")
                        .doesNotContain("2026", "p'1", "p2"));
        JsonObject values = asked().get(0).object("values").orElseThrow();
        assertThat(values.text("from")).hasValue("2026-01-01T00:00:00Z");
        assertThat(values.text("to")).hasValue("2026-02-01T00:00:00Z");
        assertThat(values.list("persons")).hasValue(List.of("p'1", "p2"));
        assertThat(sent().get(0).text("name").orElseThrow()).endsWith("recording totals");
    }

    @Test
    void totals_beyondAPage_areReadBehindTheLastPerson() {
        answer(totals("[\"p1\",1,1,1,1,1,null]"), totals("[\"p2\",1,1,1,1,1,null]"), totals());

        assertThat(client.recordings().totals(FROM, TO))
                .extracting(ReplayTotals::personId)
                .containsExactly("p1", "p2");
        assertThat(texts().get(1)).contains("`person_id` > {after_key}");
        assertThat(asked().get(2).object("values").orElseThrow().text("after_key"))
                .hasValue("p2");
        assertThat(asked().get(2).object("values").orElseThrow().text("from")).isPresent();
    }

    @Test
    void totals_ofRecordingsOfNobody_vanish() {
        answer(totals("[null,7,1,1,1,1,null]", "[\"p\",1,1,1,1,1,null]"), totals());

        assertThat(client.recordings().totals(FROM, TO))
                .extracting(ReplayTotals::personId)
                .containsExactly("p");
    }

    /** A smaller page does not make an aggregate shorter. */
    @Test
    void totals_whenTheyTakeTooLong_areAskedForAsynchronously() {
        answer(
                aResponse().withStatus(504),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202),
                okJson("{\"query_status\":{\"id\":\"q1\"}}").withStatus(202));
        server.stubFor(get(urlPathEqualTo(QUERY + "q1/"))
                .willReturn(
                        okJson("{\"query_status\":{\"complete\":true,\"results\":{\"results\":[]" + COLUMNS + "}}")));

        assertThat(client.recordings().totals(FROM, TO)).isEmpty();
        assertThat(sent())
                .extracting(body -> body.text("refresh").orElseThrow())
                .containsExactly("force_blocking", "force_async");
    }

    @Test
    void totals_ofNobody_askNothing() {
        assertThat(client.recordings().totals(FROM, TO, List.of())).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void totals_whenTheTimeEndsBeforeItStarts_areRefused() {
        assertThatThrownBy(() -> client.recordings().totals(TO, FROM)).hasMessageContaining("ends before");
        assertThatThrownBy(() -> client.recordings().totals(FROM, FROM, List.of("p")))
                .hasMessageContaining("ends before");
    }
}
