package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.client.DecodingException;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.events.EventQuery;
import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EventsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/events/";
    private static final String T3 = "2026-01-03T00:00:00.000003Z";
    private static final String T2 = "2026-01-02T00:00:00.123456Z";
    private static final String T1 = "2026-01-01T00:00:00Z";

    private int answers;

    private static String uuid(int number) {
        return String.format("019b0000-0000-7000-8000-%012x", number);
    }

    private static String event(int number, String time) {
        return "{\"id\":\"" + uuid(number) + "\",\"event\":\"e\",\"distinct_id\":\"d\",\"timestamp\":\"" + time
                + "\",\"properties\":{},\"elements_chain\":\"\",\"elements\":[]}";
    }

    private static ResponseDefinitionBuilder page(String... events) {
        return okJson(
                "{\"next\":\"http://x" + LIST + "?before=wrong\",\"results\":[" + String.join(",", events) + "]}");
    }

    private static ResponseDefinitionBuilder page(List<String> events) {
        return page(events.toArray(String[]::new));
    }

    private void answer(ResponseDefinitionBuilder... responses) {
        for (ResponseDefinitionBuilder response : responses) {
            server.stubFor(get(urlPathEqualTo(LIST))
                    .inScenario("events")
                    .whenScenarioStateIs(answers == 0 ? "Started" : "answer " + answers)
                    .willReturn(response)
                    .willSetStateTo("answer " + ++answers));
        }
    }

    private List<String> read(EventQuery query) {
        return client.events().list(query).stream().map(Event::uuid).toList();
    }

    private List<LoggedRequest> sent() {
        return server.findAll(getRequestedFor(urlPathEqualTo(LIST)));
    }

    private static String parameter(LoggedRequest request, String name) {
        return request.getQueryParams().containsKey(name)
                ? request.queryParameter(name).firstValue()
                : "";
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "query:read",
                        () -> client.events().list(EventQuery.all()).forEach(event -> {}))
                .tests();
    }

    @Test
    void list_whenPostHogRunsOutOfTime_isNotAskedTheSameAgain() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(refusal(504, "server_error", "error", "time limit")));

        assertThatThrownBy(() -> read(EventQuery.all())).hasMessageContaining("narrow it");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void list_readsShortPagesToAnEmptyOneByTimeAndUuid() {
        answer(page(event(3, T3), event(2, T2)), page(event(1, T1)), page());

        assertThat(read(EventQuery.all())).containsExactly(uuid(3), uuid(2), uuid(1));

        assertThat(sent())
                .extracting(request -> parameter(request, "before"))
                .containsExactly("", "2026-01-02T00:00:00.123457Z", "2026-01-01T00:00:00.000001Z");
        assertThat(parameter(sent().get(1), "properties"))
                .isEqualTo("[{\"key\":\"toString(uuid) NOT IN ('" + uuid(2) + "')\",\"type\":\"hogql\"}]");
    }

    @Test
    void list_doesNotFollowPostHogsOwnLink() {
        answer(page(event(1, T1)), page());

        read(EventQuery.all());

        assertThat(sent()).noneMatch(request -> parameter(request, "before").equals("wrong"));
    }

    @Test
    void list_whenOrderedByPostHog_asksForExactlyTheOrderThatIsNewestFirst() {
        answer(page());

        read(EventQuery.all());

        server.verify(getRequestedFor(urlPathEqualTo(LIST)).withQueryParam("orderBy", equalTo("[\"-timestamp\"]")));
    }

    @Test
    void list_whenAPageEndsAmongEventsOfOneTime_losesNoneAndRepeatsNone() {
        answer(
                page(event(5, T3), event(4, T2)),
                page(event(4, T2), event(3, T2), event(2, T2)),
                page(event(1, T1)),
                page());

        assertThat(read(EventQuery.all())).containsExactly(uuid(5), uuid(4), uuid(3), uuid(2), uuid(1));

        assertThat(parameter(sent().get(2), "properties"))
                .contains("NOT IN ('" + uuid(2) + "', '" + uuid(3) + "', '" + uuid(4) + "')");
        assertThat(parameter(sent().get(3), "properties")).contains("NOT IN ('" + uuid(1) + "')");
    }

    @Test
    void list_whenPostHogSendsTheSamePageAgain_failsInsteadOfReadingForEver() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(page(event(2, T2), event(1, T2))));

        assertThatThrownBy(() -> read(EventQuery.all()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("never end");
    }

    @Test
    void list_whenPostHogSendsOldestFirst_failsInsteadOfLosingEvents() {
        answer(page(event(1, T1), event(2, T2)));

        assertThatThrownBy(() -> read(EventQuery.all())).isInstanceOf(DecodingException.class);
    }

    @Test
    void list_whenAnIdIsNoUuid_letsItIntoNoHogQl() {
        answer(page(event(1, T1).replace(uuid(1), "') OR (1 = 1")), page());

        assertThatThrownBy(() -> read(EventQuery.all()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("no uuid");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void list_ofAnEventWithoutATime_saysWhatIsMissing() {
        answer(page("{\"id\":\"" + uuid(1) + "\"}"));

        assertThatThrownBy(() -> read(EventQuery.all())).hasMessageContaining("without timestamp");
    }

    @Test
    void list_sendsWhatIsAskedForOnEveryPage() {
        answer(page(event(2, T2)), page());

        read(EventQuery.all()
                .pageSize(500)
                .after(Instant.parse("2026-01-01T00:00:00.123456789Z"))
                .before(Instant.parse("2026-02-01T00:00:00.123456789Z"))
                .event("$pageview")
                .person("p/1")
                .distinctId("d&1")
                .matching(PropertyFilter.event("price").greaterThan(3))
                .includePerson());

        assertThat(sent()).hasSize(2).allSatisfy(request -> {
            assertThat(parameter(request, "limit")).isEqualTo("500");
            // Bounds are exclusive: cut down, the later one would leave an event out.
            assertThat(parameter(request, "after")).isEqualTo("2026-01-01T00:00:00.123456Z");
            assertThat(parameter(request, "event")).isEqualTo("$pageview");
            assertThat(parameter(request, "person_id")).isEqualTo("p/1");
            assertThat(parameter(request, "distinct_id")).isEqualTo("d&1");
            assertThat(parameter(request, "include_person")).isEqualTo("true");
            assertThat(parameter(request, "properties")).contains("\"price\"");
        });
        assertThat(parameter(sent().get(0), "before")).isEqualTo("2026-02-01T00:00:00.123457Z");
    }

    @Test
    void list_ofEverything_sendsNoParameterForWhatIsNotAsked() {
        answer(page());

        read(EventQuery.all());

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("limit", equalTo("100"))
                .withQueryParam("after", absent())
                .withQueryParam("properties", absent())
                .withQueryParam("include_person", absent())
                .withHeader("Authorization", containing(KEY)));
    }

    @Test
    void list_handsOutThePersonWhereThereIsOne() {
        List<String> events = new ArrayList<>();
        events.add(event(2, T2)
                .replace(
                        "\"elements\"",
                        "\"person\":{\"is_identified\":true,\"distinct_ids\":[\"d\"],"
                                + "\"properties\":{\"plan\":\"pro\"}},\"elements\""));
        events.add(event(1, T1).replace("\"elements\"", "\"person\":null,\"unheard_of\":1,\"elements\""));
        answer(page(events).withHeader("X-PostHog-Warn", "offset is deprecated"), page());

        List<Event> read = client.events().list(EventQuery.all()).stream().toList();

        assertThat(read.get(0).person()).isNotNull();
        assertThat(read.get(0).person().properties().text("plan")).hasValue("pro");
        assertThat(read.get(0).person().identified()).isTrue();
        assertThat(read.get(0).person().uuid()).isNull();
        assertThat(read.get(1).person()).isNull();
        assertThat(read.get(1)).hasToString("Event[" + uuid(1) + "]");
        assertThat(read.get(0).timestamp()).isEqualTo(Instant.parse(T2));
    }

    @Test
    void list_whenAPageIsTooLarge_asksForHalfOfIt() {
        answer(okJson("{\"results\":[{\"x\":\"" + largeText() + "\"}]}"), page(event(1, T1)), page());

        assertThat(read(EventQuery.all())).containsExactly(uuid(1));
        assertThat(sent()).extracting(request -> parameter(request, "limit")).containsExactly("100", "50", "50");
    }

    @Test
    void pageSize_beyondWhatPostHogReturns_isRefused() {
        assertThatThrownBy(() -> EventQuery.all().pageSize(1_001)).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> EventQuery.all().pageSize(0)).hasMessageContaining("1 to 1000");
    }

    @Test
    void matching_twice_keepsBothConditions() {
        answer(page());

        read(EventQuery.all()
                .matching(PropertyFilter.event("a").isSet())
                .matching(PropertyFilter.person("b").isSet()));

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("properties", equalToJson("[{\"key\":\"a\"},{\"key\":\"b\"}]", true, true)));
    }
}
