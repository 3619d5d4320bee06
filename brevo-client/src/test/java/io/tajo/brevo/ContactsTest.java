package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.client.DecodingException;
import io.tajo.client.InvalidRequestException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsTest extends BrevoServerTest {
    private static final ContactUpsert ADA =
            ContactUpsert.builder().email("ada@example.com").build();

    private static void assertBody(LoggedRequest call, String expected) {
        assertThat(equalToJson(expected, false, false)
                        .match(call.getBodyAsString())
                        .isExactMatch())
                .as("%s is %s", call.getBodyAsString(), expected)
                .isTrue();
    }

    @Test
    void upsert_sendsWhatIsSetAndNothingElse() {
        answer(json(201, "{\"id\":17}"));

        assertThat(client.contacts().upsert(ADA)).hasValue(17);

        LoggedRequest call = onlyCall();
        assertThat(call.getMethod().getName()).isEqualTo("POST");
        assertThat(call.getUrl()).isEqualTo("/v3/contacts");
        assertThat(call.getHeader("api-key")).isEqualTo(KEY);
        assertThat(call.getHeader("Content-Type")).isEqualTo("application/json");
        assertBody(call, "{\"email\":\"ada@example.com\",\"updateEnabled\":true}");
    }

    @Test
    void upsert_whenAllIsSet_sendsItInBrevosWords() {
        answer(json(201, "{\"id\":17}"));
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("plan", "pro");
        attributes.put("score", null);

        client.contacts()
                .upsert(ContactUpsert.builder()
                        .email("ada@example.com")
                        .extId("u-1")
                        .attributes(attributes)
                        .attribute("paying", false)
                        .attribute("tags", List.of("a", "b"))
                        .list(3)
                        .lists(List.of(4L, 5L))
                        .emailBlacklisted(true)
                        .smsBlacklisted(false)
                        .build());

        assertBody(onlyCall(), """
                {"email":"ada@example.com","ext_id":"u-1",
                 "attributes":{"PLAN":"pro","SCORE":"","PAYING":false,"TAGS":["a","b"]},
                 "listIds":[3,4,5],"emailBlacklisted":true,"smsBlacklisted":false,"updateEnabled":true}
                """);
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "200, ''", "201, {}"})
    void upsert_whenBrevoGivesNoId_succeedsWithoutOne(int status, String body) {
        answer(status(status).withBody(body));

        assertThat(client.contacts().upsert(ADA)).isEmpty();
    }

    @Test
    void upsert_whenTheFirstAttemptIsAmbiguous_isRepeated() {
        answer(status(503), status(204));

        client.contacts().upsert(ADA);

        assertThat(calls()).hasSize(2);
    }

    @Test
    void upsert_whenNobodyIsNamed_isRefusedBeforeItLeaves() {
        ContactUpsert.Builder nobody = ContactUpsert.builder().attribute("PLAN", "pro");

        assertThatIllegalArgumentException().isThrownBy(nobody::build);
        assertThat(nobody.attribute("sms", "+4930123456").build().email()).isNull();
    }

    @Test
    void get_sendsTheKindOfTheIdentifierAndEncodesIt() {
        answer(json(200, "{\"id\":1}"));

        client.contacts().get(ContactId.email("ada+x/y@example.com"));
        client.contacts().get(ContactId.id(42));
        client.contacts().get(ContactId.extId("42"));

        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsExactly(
                        "/v3/contacts/ada%2Bx%2Fy%40example.com?identifierType=email_id",
                        "/v3/contacts/42?identifierType=contact_id", "/v3/contacts/42?identifierType=ext_id");
    }

    @Test
    void get_readsAContact() {
        answer(json(200, """
                {"id":7,"email":"ada@example.com","emailBlacklisted":true,"smsBlacklisted":true,
                 "createdAt":"2018-02-28T15:01:58.782+01:00","modifiedAt":"2026-01-02T03:04:05Z",
                 "listIds":[1,"2"],"listUnsubscribed":[3],"attributes":{"PLAN":"pro"},"statistics":{},"new":[1]}
                """));

        Contact contact = client.contacts().get(ContactId.id(7)).orElseThrow();

        assertThat(contact.id()).isEqualTo(7);
        assertThat(contact.email()).isEqualTo("ada@example.com");
        assertThat(contact.emailBlacklisted()).isTrue();
        assertThat(contact.smsBlacklisted()).isTrue();
        assertThat(contact.listIds()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(contact.listUnsubscribed()).containsExactly(3L);
        assertThat(contact.attributes().text("PLAN")).hasValue("pro");
        assertThat(contact.createdAt()).isEqualTo(Instant.parse("2018-02-28T14:01:58.782Z"));
        assertThat(contact.modifiedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(contact.toString()).doesNotContain("ada").doesNotContain("pro");
    }

    @Test
    void get_whenMuchIsMissing_readsTheRest() {
        answer(json(200, "{\"id\":7,\"attributes\":null,\"listUnsubscribed\":null}"));

        Contact contact = client.contacts().get(ContactId.id(7)).orElseThrow();

        assertThat(contact.email()).isNull();
        assertThat(contact.emailBlacklisted()).isFalse();
        assertThat(contact.listIds()).isEmpty();
        assertThat(contact.attributes().toMap()).isEmpty();
        assertThat(contact.createdAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void get_whenTheAnswerIsNoContact_saysSo(String body) {
        answer(json(200, body));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.contacts().get(ContactId.id(7)))
                .withMessageContaining("without an id");
    }

    @Test
    void get_whenThereIsNoSuchContact_isEmpty() {
        answer(json(404, "{\"code\":\"document_not_found\",\"message\":\"Contact does not exist\"}"));

        assertThat(client.contacts().get(ContactId.email("ada@example.com"))).isEmpty();
    }

    @Test
    void get_whenBrevoRefusesTheAddress_namesTheRouteAndNotTheAddress() {
        answer(json(400, "{\"message\":\"Invalid email address ada@example.com\"}"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client.contacts().get(ContactId.email("ada@example.com")))
                .withMessageContaining("GET /contacts/{identifier}")
                .withMessageNotContaining("ada");
    }

    @Test
    void contactId_whenBlank_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ContactId.extId(" "));
    }

    @Test
    void whatHoldsAPerson_doesNotPrintIt() {
        assertThat(ContactId.email("ada@example.com")).asString().doesNotContain("ada");
        assertThat(ContactUpsert.builder()
                        .email("ada@example.com")
                        .attribute("plan", "pro")
                        .build())
                .asString()
                .isEqualTo("ContactUpsert[PLAN]");
    }
}
