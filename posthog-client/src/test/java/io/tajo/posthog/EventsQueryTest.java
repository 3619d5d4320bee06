package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.query.EventsQuery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsQueryTest extends QueryServerTest {
    private static final EventsQuery EVENTS = EventsQuery.between(
                    Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"))
            .pageSize(2);
    private static final String MOMENT = "2026-01-01T10:00:00.123456+00:00";

    private static ResponseDefinitionBuilder page(String... rows) {
        return okJson("{\"results\":[" + String.join(",", rows) + "],\"columns\":[\"uuid\",\"timestamp\"]}");
    }

    private static String event(int number) {
        return "[\"" + uuid(number) + "\",\"" + MOMENT + "\"]";
    }

    private static String uuid(int number) {
        return "00000000-0000-0000-0000-00000000000" + number;
    }

    @Test
    void events_ofOneMomentAreAllHandedOutThroughShortPages() {
        answer(page(event(1), event(2)), page(event(3)), page());

        assertThat(client.query().events(EVENTS).stream()
                        .map(row -> row.text("uuid").orElseThrow()))
                .containsExactly(uuid(1), uuid(2), uuid(3));

        assertThat(asked().get(0).has("where")).isFalse();
        assertThat(asked().get(2).list("where").orElseThrow())
                .isEqualTo(List.of("(timestamp, uuid) > (toDateTime('" + MOMENT + "'), toUUID('" + uuid(3) + "'))"));
    }

    @Test
    void between_momentsFinerThanPostHogs_leavesNoEventOut() {
        EventsQuery fine = EventsQuery.between(
                Instant.parse("2026-01-01T00:00:00.123456789Z"), Instant.parse("2026-01-02T00:00:00.123456789Z"));

        assertThat(fine.toMap())
                .containsEntry("after", "2026-01-01T00:00:00.123456Z")
                .containsEntry("before", "2026-01-02T00:00:00.123457Z");
        assertThat(fine.toMap()).isUnmodifiable();
    }

    @Test
    void events_askForWhatWasChosen() {
        answer(page());

        client.query()
                .events(EVENTS.event("purchase")
                        .personId("p")
                        .select("distinct_id", "uuid")
                        .filter(PropertyFilter.event("price").greaterThan(10)))
                .forEach(row -> {});

        JsonObject query = asked().get(0);
        assertThat(query.text("kind")).hasValue("EventsQuery");
        assertThat(query.text("after")).hasValue("2026-01-01T00:00:00Z");
        assertThat(query.text("before")).hasValue("2026-01-02T00:00:00Z");
        assertThat(query.text("event")).hasValue("purchase");
        assertThat(query.text("personId")).hasValue("p");
        assertThat(query.list("select").orElseThrow()).isEqualTo(List.of("uuid", "timestamp", "distinct_id"));
        assertThat(query.list("orderBy").orElseThrow()).isEqualTo(List.of("timestamp ASC", "uuid ASC"));
        assertThat(query.objects("properties")).hasSize(1);
        assertThat(query.integer("limit")).hasValue(2);
    }

    @Test
    void events_whoseIdIsNoUuid_neverBecomePartOfACondition() {
        answer(page("[\"' OR 1=1\",\"" + MOMENT + "\"]"));

        assertThatThrownBy(() -> client.query().events(EVENTS).forEach(row -> {}))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("uuid");
        assertThat(asked()).hasSize(1);
    }

    @Test
    void events_whosePageIsTooLarge_areAskedForInHalves() {
        answer(
                okJson("{\"results\":[],\"columns\":[\"uuid\"],\"noise\":\"" + largeText() + "\"}"),
                page(event(1)),
                page());

        assertThat(client.query().events(EVENTS)).hasSize(1);
        assertThat(asked())
                .extracting(query -> query.integer("limit").orElseThrow())
                .containsExactly(2L, 1L, 1L);
    }
}
