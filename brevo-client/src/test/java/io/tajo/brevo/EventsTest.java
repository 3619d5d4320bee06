package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventQuery;
import io.tajo.brevo.events.EventReceipt;
import io.tajo.brevo.events.EventResult;
import io.tajo.brevo.events.EventResult.Accepted;
import io.tajo.brevo.events.EventResult.NotSent;
import io.tajo.brevo.events.EventResult.Rejected;
import io.tajo.brevo.events.EventResult.Unknown;
import io.tajo.brevo.events.StoredEvent;
import io.tajo.client.AuthenticationException;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import io.tajo.client.transport.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest extends BrevoServerTest {
    private static final ContactEvent EVENT = ContactEvent.of("purchase", ContactId.email("ada@example.com"));

    private static List<ContactEvent> events(int count) {
        return Collections.nCopies(count, EVENT);
    }

    private static ResponseDefinitionBuilder queued() {
        return json(202, "{\"message\":\"queued\",\"count\":2}");
    }

    private static ResponseDefinitionBuilder breakdown(int status, int failed, String errors) {
        return json(
                status,
                "{\"status\":\"x\",\"total_events\":3,\"failed_events\":" + failed + ",\"errors\":[" + errors + "]}");
    }

    private static int occurrences(LoggedRequest call) {
        return call.getBodyAsString().split("event_name", -1).length - 1;
    }

    @Test
    void send_whenOneEvent_sendsWhatIsSetAndNothingElse() {
        answer(status(204));

        client.events().send(EVENT);

        assertThat(onlyCall().getMethod().getName()).isEqualTo("POST");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/events");
        assertThat(onlyCall().getBodyAsString())
                .isEqualTo("{\"event_name\":\"purchase\",\"identifiers\":{\"email_id\":\"ada@example.com\"}}");
    }

    @Test
    void send_whenAllIsSet_sendsItInBrevosWords() {
        answer(status(204));

        client.events()
                .send(EVENT.identifiedBy(ContactId.id(7))
                        .identifiedBy(ContactId.extId("u-1"))
                        .property("price", 10)
                        .property("paid", true)
                        .attribute("plan", "pro")
                        .at(Instant.parse("2026-01-02T03:04:05Z")));

        String expected = """
                {"event_name":"purchase","event_date":"2026-01-02T03:04:05Z",
                 "identifiers":{"email_id":"ada@example.com","contact_id":7,"ext_id":"u-1"},
                 "event_properties":{"price":10,"paid":true},"contact_properties":{"PLAN":"pro"}}
                """;
        String body = onlyCall().getBodyAsString();
        assertThat(equalToJson(expected).match(body).isExactMatch()).as(body).isTrue();
    }

    @Test
    void event_whenChanged_leavesTheOneBeforeAsItIs() {
        ContactEvent cheap = EVENT.property("price", 1);

        ContactEvent dear = cheap.property("price", 9);

        assertThat(cheap.toMap().get("event_properties")).hasToString("{price=1}");
        assertThat(dear.toMap().get("event_properties")).hasToString("{price=9}");
        assertThat(dear).asString().isEqualTo("ContactEvent[purchase]");
    }

    @Test
    void send_whenOneEventFailsAmbiguously_isNotRepeated() {
        answer(status(503), status(204));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.events().send(EVENT));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void sendMany_whenQueued_acceptsEach() {
        answer(queued());

        EventReceipt receipt = client.events().send(events(2));

        assertThat(receipt.results()).containsExactly(new Accepted(), new Accepted());
        assertThat(receipt.accepted()).isEqualTo(2);
        assertThat(receipt.stoppedBy()).isNull();
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/events/batch");
        String one = "{\"event_name\":\"purchase\",\"identifiers\":{\"email_id\":\"ada@example.com\"}}";
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"events\":[" + one + "," + one + "]}");
    }

    @Test
    void sendMany_whenThereAreNone_callsNobody() {
        assertThat(client.events().send(List.of()).results()).isEmpty();
        assertThat(calls()).isEmpty();
    }

    @Test
    void sendMany_whenSomeFail_saysWhichByTheirPosition() {
        answer(breakdown(
                207, 2, "{\"eventIndex\":[0,\"2\"],\"message\":\"no identifier\"},{\"eventIndex\":[9,-1,\"x\"]}"));

        EventReceipt receipt = client.events().send(events(3));

        assertThat(receipt.results())
                .containsExactly(new Rejected("no identifier"), new Accepted(), new Rejected("no identifier"));
        assertThat(receipt.accepted()).isEqualTo(1);
        assertThat(receipt.stoppedBy()).isNull();
    }

    @Test
    void sendMany_whenMoreFailThanAreNamed_takesNoneOfTheRestForAccepted() {
        answer(breakdown(207, 2, "{\"eventIndex\":[1]}"));

        assertThat(client.events().send(events(3)).results())
                .hasExactlyElementsOfTypes(Unknown.class, Rejected.class, Unknown.class)
                .contains(new Rejected("no reason given"));
    }

    @Test
    void sendMany_whenARefusalNamesAnAddress_hidesIt() {
        answer(breakdown(207, 1, "{\"eventIndex\":[0],\"message\":\"ada@example.com is nobody\"}"));

        assertThat(client.events().send(events(1)).results().get(0).toString())
                .contains("is nobody")
                .doesNotContain("ada@");
    }

    @Test
    void sendMany_whenOneEventIsNamedTwice_countsItOnce() {
        answer(breakdown(207, 2, "{\"eventIndex\":[1],\"message\":\"a\"},{\"eventIndex\":[1],\"message\":\"b\"}"));

        assertThat(client.events().send(events(3)).results())
                .hasExactlyElementsOfTypes(Unknown.class, Rejected.class, Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"errors\":[]}", "{\"status\":\"partial\"}"})
    void sendMany_whenABreakdownSaysNothing_acceptsNone(String body) {
        answer(json(207, body), queued());

        EventReceipt receipt = client.events().send(events(201));

        assertThat(receipt.results().subList(0, 200)).hasOnlyElementsOfType(Unknown.class);
        assertThat(receipt.results().get(200)).isEqualTo(new Accepted());
    }

    @Test
    void sendMany_whenABreakdownCountsNoFailure_acceptsEach() {
        answer(breakdown(207, 0, ""));

        assertThat(client.events().send(events(2)).accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 207})
    void sendMany_whenTheAnswerIsNoJson_doesNotKnow(int status) {
        answer(status(status).withBody("<html>"), queued());

        EventReceipt receipt = client.events().send(events(2));

        assertThat(receipt.results()).hasExactlyElementsOfTypes(Unknown.class, Unknown.class);
        assertThat(receipt.stoppedBy()).isInstanceOf(DecodingException.class);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void sendMany_whenABreakdownIsLong_readsItToItsEnd() {
        String words = "x ".repeat(40_000);
        answer(breakdown(207, 1, "{\"eventIndex\":[1],\"message\":\"" + words + "\"}"));

        assertThat(client.events().send(events(2)).results()).hasExactlyElementsOfTypes(Accepted.class, Rejected.class);
    }

    @Test
    void sendMany_whenTheCallIsRefusedInMarkup_isAnException() {
        answer(status(400).withBody("<html>"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.events().send(events(2)))
                .withMessageContaining("POST /events/batch");
    }

    @Test
    void sendMany_whenAllFail_isNoException() {
        answer(breakdown(400, 2, "{\"eventIndex\":[0],\"message\":\"a\"},{\"eventIndex\":[1],\"message\":\"b\"}"));

        assertThat(client.events().send(events(2)).results()).containsExactly(new Rejected("a"), new Rejected("b"));
    }

    @Test
    void sendMany_whenAllFailAndNoneIsNamed_acceptsNone() {
        answer(json(400, "{\"errors\":[]}"));

        assertThat(client.events().send(events(2)).results()).hasExactlyElementsOfTypes(Unknown.class, Unknown.class);
    }

    @Test
    void sendMany_whenTheCallItselfIsRefused_isAnException() {
        answer(json(400, "{\"code\":\"invalid_parameter\",\"message\":\"events is missing\"}"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.events().send(events(2)))
                .withMessageContaining("POST /events/batch")
                .withMessageContaining("events is missing");
    }

    @Test
    void sendMany_splitsAtTwoHundredEvents() {
        answer(queued());

        assertThat(client.events().send(events(401)).accepted()).isEqualTo(401);

        assertThat(calls()).extracting(EventsTest::occurrences).containsExactly(200, 200, 1);
    }

    @Test
    void sendMany_splitsAtHalfAMegabyteOfBytes() {
        answer(queued());
        // Each is 24,000 characters and 48,000 bytes, and some.
        ContactEvent large = EVENT.property("e", "\u00e9".repeat(24_000));

        assertThat(client.events().send(Collections.nCopies(25, large)).accepted())
                .isEqualTo(25);

        assertThat(calls()).extracting(EventsTest::occurrences).containsExactly(10, 10, 5);
        assertThat(calls()).allSatisfy(call -> assertThat(call.getBody().length).isLessThanOrEqualTo(512_000));
    }

    @Test
    void sendMany_fillsACallToTheLastByte() {
        answer(queued());
        ContactEvent base = EVENT.property("p", "");
        // {"events":[ ]} and nine commas around ten events of the same length.
        int room = (512_000 - 13 - 9) / 10 - lengthOf(base);
        ContactEvent full = EVENT.property("p", "x".repeat(49_000)).attribute("q", "");
        ContactEvent exact = full.attribute("q", "x".repeat(room + lengthOf(base) - lengthOf(full)));

        client.events().send(Collections.nCopies(10, exact));

        assertThat(onlyCall().getBody().length).isBetween(511_980, 512_000);
    }

    private static int lengthOf(ContactEvent event) {
        return Json.write(event.toMap()).length;
    }

    private static Stream<ResponseDefinitionBuilder> ambiguous() {
        return Stream.of(
                status(500),
                status(503),
                status(204).withFault(Fault.CONNECTION_RESET_BY_PEER),
                status(204).withFault(Fault.EMPTY_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void sendMany_whenACallBreaksOff_doesNotRepeatAndSaysWhatIsNotKnown(ResponseDefinitionBuilder broken) {
        answer(queued(), broken, queued());

        EventReceipt receipt = client.events().send(events(601));

        assertThat(calls()).hasSize(2);
        assertThat(receipt.results()).hasSize(601);
        assertThat(receipt.results().subList(0, 200)).containsOnly(new Accepted());
        assertThat(receipt.results().subList(200, 400)).hasOnlyElementsOfType(Unknown.class);
        assertThat(receipt.results().subList(400, 601)).containsOnly(new NotSent());
        assertThat(receipt.stoppedBy()).isInstanceOf(ClientException.class);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void sendMany_whenTheFirstCallBreaksOff_isNoException(ResponseDefinitionBuilder broken) {
        answer(broken, queued());

        EventReceipt receipt = client.events().send(events(201));

        assertThat(calls()).hasSize(1);
        assertThat(receipt.results().subList(0, 200)).hasOnlyElementsOfType(Unknown.class);
        assertThat(receipt.results().get(200)).isEqualTo(new NotSent());
    }

    @Test
    void sendMany_whenTheAnswerTakesTooLong_doesNotRepeat() {
        answer(queued().withFixedDelay(2_000), queued());
        try (BrevoClient hasty = BrevoClient.builder()
                .host(server.baseUrl() + "/v3")
                .apiKey(KEY)
                .rateLimit(RateLimitStrategy.unlimited())
                .attemptTimeout(Duration.ofMillis(300))
                .clock(time)
                .sleeper(time)
                .build()) {
            EventReceipt receipt = hasty.events().send(events(201));

            assertThat(receipt.results().subList(0, 200)).hasOnlyElementsOfType(Unknown.class);
            assertThat(receipt.results().get(200)).isEqualTo(new NotSent());
            assertThat(receipt.stoppedBy()).isInstanceOf(TransportException.class);
        }
        assertThat(calls()).hasSizeLessThan(2);
    }

    @Test
    void sendMany_whenTheFirstCallSurelySentNothing_isAnException() {
        answer(status(401));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> client.events().send(events(401)));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void sendMany_whenALaterCallSurelySentNothing_leavesItsEventsUnsent() {
        answer(queued(), status(401));

        EventReceipt receipt = client.events().send(events(401));

        assertThat(receipt.accepted()).isEqualTo(200);
        assertThat(receipt.results().subList(200, 401)).containsOnly(new NotSent());
        assertThat(receipt.stoppedBy()).isInstanceOf(AuthenticationException.class);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void sendMany_whenThrottled_goesOnSinceBrevoDidNotReadIt() {
        answer(status(429).withHeader("x-sib-ratelimit-reset", "2"), queued());

        assertThat(client.events().send(events(1)).accepted()).isEqualTo(1);
        assertThat(calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$pageview", "two words", "a.b", "\u00e9t\u00e9", "a\n"})
    void event_whenBrevoTakesNoSuchName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactEvent.of(name, ContactId.id(1)))
                .withMessageContaining("event's name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.property(name, 1))
                .withMessageContaining("property's name");
    }

    @Test
    void event_takesNamesOf255Characters() {
        String longest = "a".repeat(255);

        assertThat(ContactEvent.of(longest, ContactId.id(1))
                        .property(longest, 1)
                        .name())
                .isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> ContactEvent.of(longest + "a", ContactId.id(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> EVENT.property(longest + "a", 1));
    }

    @Test
    void event_takesFiftyKilobytesOfPropertiesInBytes() {
        // {"p":""} is eight bytes; each of these letters is two.
        assertThat(EVENT.property("p", "\u00e9".repeat(24_996)).name()).isEqualTo("purchase");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.property("p", "\u00e9".repeat(24_997)))
                .withMessageContaining("50000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.property("p", "x".repeat(30_000)).property("q", "x".repeat(30_000)));
    }

    @Test
    void list_readsPagesUntilAnEmptyOne() {
        answer(
                json(200, """
                        {"count":3,"events":[
                         {"contact_id":7,"event_name":"purchase","event_date":"2026-01-02T03:04:05Z",
                          "event_properties":{"price":10}},
                         {"contact_id":8,"event_name":"purchase"}]}
                        """),
                json(200, "{\"events\":[{\"event_name\":\"view\"}]}"),
                json(200, "{\"count\":3,\"events\":[]}"));

        List<StoredEvent> events =
                client.events().list(EventQuery.all().pageSize(2)).stream().toList();

        assertThat(events).extracting(StoredEvent::contactId).containsExactly(7L, 8L, 0L);
        assertThat(events.get(0).date()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(events.get(0).properties().integer("price")).hasValue(10);
        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsExactly(
                        "/v3/events?limit=2&offset=0", "/v3/events?limit=2&offset=2", "/v3/events?limit=2&offset=3");
    }

    @Test
    void list_sendsItsConditions() {
        answer(json(200, "{}"));
        EventQuery query = EventQuery.all()
                .named("a", "b")
                .of(1L, 2L)
                .between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));

        assertThat(client.events().list(query).stream()).isEmpty();

        LoggedRequest call = onlyCall();
        assertThat(call.queryParameter("limit").values()).containsExactly("1000");
        assertThat(call.queryParameter("event_name").values()).containsExactly("a", "b");
        assertThat(call.queryParameter("contact_id").values()).containsExactly("1", "2");
        assertThat(call.queryParameter("startDate").values()).containsExactly("2026-01-01T00:00:00Z");
        assertThat(call.queryParameter("endDate").values()).containsExactly("2026-02-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_001})
    void pageSize_whenBrevoTakesNoSuch_isRefused(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> EventQuery.all().pageSize(size));
    }

    @Test
    void query_forNothing_isRefusedSinceItWouldBringEverything() {
        Instant moment = Instant.parse("2026-01-01T00:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> EventQuery.all().of());
        assertThatIllegalArgumentException().isThrownBy(() -> EventQuery.all().named());
        assertThatIllegalArgumentException().isThrownBy(() -> EventQuery.all().between(moment, moment.minusMillis(1)));
    }

    @Test
    void receipt_keepsItsResults() {
        List<EventResult> results = new ArrayList<>(List.of(new Accepted()));
        EventReceipt receipt = new EventReceipt(results, null);

        results.clear();

        assertThat(receipt.accepted()).isEqualTo(1);
    }

    @Test
    void send_ofABatch_takesBooleansOfContactsAndOfEvents() {
        answer(queued());

        client.events()
                .send(List.of(ContactEvent.of("bought", ContactId.email("ada@example.com"))
                        .attribute("vip", true)
                        .property("first", false)));

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/events/batch");
        assertThat(onlyCall().getBodyAsString())
                .contains("\"contact_properties\":{\"VIP\":true}")
                .contains("\"event_properties\":{\"first\":false}");
    }
}
