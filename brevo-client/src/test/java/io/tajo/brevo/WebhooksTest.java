package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.webhooks.MarketingEvent;
import io.tajo.brevo.webhooks.NewWebhook;
import io.tajo.brevo.webhooks.Webhook;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest extends BrevoServerTest {
    private static final NewWebhook WEBHOOK =
            NewWebhook.marketing(URI.create("https://ada:topsecret@shop.example.com/back"), "unsubscribed", "spam");

    private static void assertBody(LoggedRequest call, String expected) {
        String body = call.getBodyAsString();
        assertThat(equalToJson(expected, false, false).match(body).isExactMatch())
                .as("%s is %s", body, expected)
                .isTrue();
    }

    private static MarketingEvent only(String body) {
        List<MarketingEvent> events = MarketingEvent.read(body);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    @Test
    void list_asksForAType() {
        answer(json(200, """
                {"webhooks":[{"id":7,"url":"https://shop.example.com","type":"marketing","channel":"email",
                  "events":["unsubscribed"],"description":"Back","batched":true,
                  "createdAt":"2026-01-02T03:04:05Z","modifiedAt":"2026-01-03T03:04:05Z","new":1},{"id":8}]}
                """));

        assertThat(client.webhooks().list("marketing"))
                .containsExactly(
                        new Webhook(
                                7,
                                "https://shop.example.com",
                                "marketing",
                                "email",
                                List.of("unsubscribed"),
                                "Back",
                                true,
                                Instant.parse("2026-01-02T03:04:05Z"),
                                Instant.parse("2026-01-03T03:04:05Z")),
                        new Webhook(8, "", "", null, List.of(), null, false, null, null));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/webhooks?type=marketing&sort=asc");
    }

    @Test
    void get_readsOne() {
        answer(json(200, "{\"id\":7}"));

        assertThat(client.webhooks().get(7).orElseThrow().id()).isEqualTo(7);
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/webhooks/7");
    }

    @Test
    void get_whenThereIsNone_isEmpty() {
        answer(json(404, "{\"code\":\"document_not_found\",\"message\":\"Webhook does not exist\"}"));

        assertThat(client.webhooks().get(7)).isEmpty();
    }

    @Test
    void create_sendsWhatIsSetAndNothingElse() {
        answer(json(201, "{\"id\":7}"));

        assertThat(client.webhooks().create(WEBHOOK)).isEqualTo(7);

        assertThat(onlyCall().getMethod().getName()).isEqualTo("POST");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/webhooks");
        assertBody(onlyCall(), """
                {"type":"marketing","url":"https://ada:topsecret@shop.example.com/back",
                 "events":["unsubscribed","spam"]}
                """);
    }

    @Test
    void create_whenAllIsSet_sendsItInBrevosWords() {
        answer(json(201, "{\"id\":7}"));

        client.webhooks()
                .create(NewWebhook.of("transactional", URI.create("https://shop.example.com"), "delivered")
                        .description("Back")
                        .batched()
                        .bearer("topsecret")
                        .header("x-a", "1")
                        .header("x-b", "2"));

        assertBody(onlyCall(), """
                {"type":"transactional","url":"https://shop.example.com","events":["delivered"],
                 "description":"Back","batched":true,"auth":{"type":"bearer","token":"topsecret"},
                 "headers":[{"key":"x-a","value":"1"},{"key":"x-b","value":"2"}]}
                """);
    }

    @Test
    void create_whenTheFailureIsAmbiguous_isNotRepeated() {
        answer(status(503), json(201, "{\"id\":7}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.webhooks().create(WEBHOOK));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void update_sendsAllButTheType() {
        answer(status(204));

        client.webhooks().update(7, WEBHOOK.description("Back"));

        assertThat(onlyCall().getMethod().getName()).isEqualTo("PUT");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/webhooks/7");
        assertBody(onlyCall(), """
                {"url":"https://ada:topsecret@shop.example.com/back","events":["unsubscribed","spam"],
                 "description":"Back"}
                """);
    }

    @Test
    void update_whenAmbiguous_isRepeatedSinceItDoesTheSame() {
        answer(status(503), status(204));

        client.webhooks().update(7, WEBHOOK);

        assertThat(calls()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void delete_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.webhooks().delete(7)).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/webhooks/7");
    }

    @Test
    void newWebhook_withoutEvents_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewWebhook.marketing(URI.create("https://shop.example.com")));
    }

    @Test
    void newWebhook_whenChanged_leavesTheOneBeforeAsItIs() {
        NewWebhook one = WEBHOOK.header("x-a", "1");

        assertThat(one.header("x-b", "2").toMap().get("headers"))
                .asString()
                .contains("x-a")
                .contains("x-b");
        assertThat(one.toMap().get("headers")).asString().doesNotContain("x-b");
    }

    @Test
    void whatHoldsCredentials_doesNotPrintThem() {
        Webhook webhook = new Webhook(
                7,
                "https://ada:topsecret@shop.example.com",
                "marketing",
                "email",
                List.of("spam"),
                "topsecret",
                false,
                null,
                null);

        assertThat(webhook).asString().isEqualTo("Webhook[7, marketing, [spam]]");
        assertThat(WEBHOOK.bearer("topsecret").header("x-a", "topsecret"))
                .asString()
                .isEqualTo("NewWebhook[marketing, [unsubscribed, spam]]");
    }

    @Test
    void read_whenSomebodyUnsubscribed_saysWhoAndFromWhere() {
        MarketingEvent event = only("""
                {"id":8,"camp_id":5,"campaign name":"Spring","email":"ada@example.com","event":"unsubscribe",
                 "list_id":[3,"4"],"date_sent":"2026-01-02 04:04:05","date_event":"2026-01-02 04:04:06",
                 "ts_sent":1767323045,"ts_event":1767323046,"tag":""}
                """);

        assertThat(event.event()).isEqualTo("unsubscribe");
        assertThat(event.webhookId()).hasValue(8);
        assertThat(event.emails()).containsExactly("ada@example.com");
        assertThat(event.listIds()).containsExactlyInAnyOrder(3L, 4L);
        assertThat(event.campaignId()).hasValue(5);
        assertThat(event.campaignName()).isEqualTo("Spring");
        assertThat(event.at()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
        assertThat(event.updates()).isEmpty();
        assertThat(event.payload().text("date_sent")).hasValue("2026-01-02 04:04:05");
        assertThat(event).asString().isEqualTo("MarketingEvent[unsubscribe]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ts\":1767323046", "\"ts_sent\":1767323046", "\"ts\":1767323046,\"ts_sent\":1767323045"})
    void read_takesSecondsForTheTime(String times) {
        assertThat(only("{\"event\":\"spam\"," + times + "}").at()).isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "1767323046000", "\"soon\"", "[1]"})
    void read_whenTheTimeIsNonsense_takesTheNextOne(String nonsense) {
        assertThat(only("{\"event\":\"spam\",\"ts_event\":" + nonsense + ",\"ts\":1767323046}")
                        .at())
                .isEqualTo(Instant.parse("2026-01-02T03:04:06Z"));
    }

    @Test
    void read_whenOneContactIsUpdated_takesItWithoutAnArray() {
        MarketingEvent event = only("{\"event\":\"contact_updated\",\"content\":{\"email\":\"ada@example.com\"}}");

        assertThat(event.emails()).containsExactly("ada@example.com");
        assertThat(event.updates()).hasSize(1);
    }

    @Test
    void read_whenTheTimeIsLocalText_takesNone() {
        assertThat(only("{\"event\":\"spam\",\"date\":\"2026-01-02 04:04:05\"}").at())
                .isNull();
    }

    @Test
    void read_whenContactsAreDeleted_takesAllTheirAddresses() {
        assertThat(only("{\"event\":\"contact_deleted\",\"email\":[\"ada@example.com\",\"bob@example.com\"]}")
                        .emails())
                .containsExactly("ada@example.com", "bob@example.com");
    }

    @Test
    void read_whenAListIsNamedByItself_takesIt() {
        assertThat(only("{\"event\":\"list_addition\",\"list_id\":3}").listIds())
                .containsExactly(3L);
    }

    @Test
    void read_whenContactsAreUpdated_takesWhatChanged() {
        MarketingEvent event = only("""
                {"event":"contact_updated","id":8,"ts":1767323046,
                 "content":[{"email":"ada@example.com","attributes":{"PLAN":"pro"}},
                            {"email":"bob@example.com","list":{"addition":[3]},"emailBlacklist":true}]}
                """);

        assertThat(event.emails()).containsExactly("ada@example.com", "bob@example.com");
        assertThat(event.updates()).hasSize(2);
        assertThat(event.updates().get(0).object("attributes").orElseThrow().text("PLAN"))
                .hasValue("pro");
        assertThat(event.updates().get(1).bool("emailBlacklist")).hasValue(true);
    }

    @Test
    void read_whenBatched_readsEach() {
        assertThat(MarketingEvent.read("[{\"event\":\"spam\",\"email\":\"a@example.com\"},{\"event\":\"click\"}]"))
                .extracting(MarketingEvent::event)
                .containsExactly("spam", "click");
        assertThat(MarketingEvent.read("[]")).isEmpty();
    }

    @Test
    void read_whenLittleIsKnown_readsTheRest() {
        MarketingEvent event = only("{\"event\":\"new_kind\"}");

        assertThat(event.webhookId()).isEmpty();
        assertThat(event.emails()).isEmpty();
        assertThat(event.listIds()).isEmpty();
        assertThat(event.campaignId()).isEmpty();
        assertThat(event.campaignName()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada@example.com", "{}", "[1]", "1", "{\"email\":\"ada@example.com\"}", "{\"event\":"})
    void read_whenItIsNoMessage_saysSoWithoutRepeatingIt(String body) {
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> MarketingEvent.read(body))
                .withMessageContaining("no message of a Brevo webhook")
                .withMessageNotContaining("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808"})
    void event_whenItsTimeIsNone_isReadWithoutIt(String seconds) {
        assertThat(MarketingEvent.read("{\"event\":\"opened\",\"ts\":" + seconds + "}")
                        .get(0)
                        .at())
                .isNull();
    }

    @Test
    void event_whenAnUpdateIsNotInAList_isRead() {
        MarketingEvent event = MarketingEvent.read(
                        "{\"event\":\"contact_updated\",\"content\":{\"email\":\"ada@example.com\"}}")
                .get(0);

        assertThat(event.emails()).containsExactly("ada@example.com");
        assertThat(event.updates()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://shop.example.com/back", "/back", "mailto:ada@example.com", "https:///back"})
    void of_whenBrevoCouldNotPostThere_saysWhatAnAddressIs(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewWebhook.marketing(URI.create(address), "unsubscribed"))
                .withMessageContaining("webhook")
                .withMessageContaining("https://")
                .withMessageNotContaining("ada@");
    }
}
