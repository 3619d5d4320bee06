package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tajo.brevo.account.Account;
import io.tajo.brevo.account.IpBlockedException;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.client.ApiException;
import io.tajo.client.AuthenticationException;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrevoErrorsTest extends BrevoServerTest {

    private ApiException failure(int status, String body) {
        answer(status(status).withHeader("sib-request-id", "r-1").withBody(body));
        return failure();
    }

    private ApiException failure() {
        return catchThrowableOfType(ApiException.class, () -> client.account().get());
    }

    private static String error(String code, String message) {
        return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
    }

    @Test
    void account_readsCompanyAndPlans() {
        answer(json(200, "{\"companyName\":\"Acme\",\"plan\":[{\"type\":\"free\"},{\"type\":\"sms\"},{}]}"));

        assertThat(client.account().get()).isEqualTo(new Account("Acme", List.of("free", "sms"), false, ""));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/account");
    }

    @ParameterizedTest
    @CsvSource({
        "400, io.tajo.client.InvalidRequestException", "402, io.tajo.client.PaymentRequiredException",
        "405, io.tajo.client.InvalidRequestException", "422, io.tajo.client.InvalidRequestException",
        "401, io.tajo.client.AuthenticationException", "403, io.tajo.client.PermissionException",
        "404, io.tajo.client.NotFoundException", "425, io.tajo.client.TooEarlyException",
        "429, io.tajo.client.RateLimitedException", "500, io.tajo.client.ServerException",
        "503, io.tajo.client.ServerException", "302, io.tajo.client.ApiException"
    })
    void everyStatus_hasItsException(int status, Class<?> expected) {
        ApiException e = failure(status, error("some_code", "some words"));

        assertThat(e).isExactlyInstanceOf(expected).hasMessageContaining("GET /account: some words");
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.code()).isEqualTo("some_code");
        assertThat(e.requestId()).hasValue("r-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We have detected you are using an unrecognised IP address 10.1.2.3. Add it in this link",
                "Unrecognized IP"
            })
    void unknownIp_saysWhereToAuthoriseItAndSparesTheKey(String message) {
        assertThat(failure(401, error("unauthorized", message)))
                .isExactlyInstanceOf(IpBlockedException.class)
                .hasMessageContaining("Security > Authorized IPs")
                .hasMessageContaining("The key is fine");
    }

    @Test
    void wrongKey_saysWhereToMakeAnother() {
        assertThat(failure(401, error("unauthorized", "Key not found")))
                .isExactlyInstanceOf(AuthenticationException.class)
                .hasMessageContaining("API keys")
                .hasMessageContaining("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate_parameter", "invalid_parameter"})
    void duplicate_isKnownByItsMetadataWhateverTheCode(String code) {
        DuplicateIdentifierException e = (DuplicateIdentifierException) failure(400, """
                {"code":"%s","message":"already associated",
                 "metadata":{"duplicate_identifiers":["email","SMS"]}}
                """.formatted(code));

        assertThat(e.identifiers()).containsExactlyInAnyOrder("email", "SMS");
        assertThat(e).hasMessageContaining("email, SMS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"email\"", "[\"email\"]"})
    void duplicate_isKnownByOneIdentifierToo(String identifiers) {
        ApiException failure =
                failure(400, "{\"message\":\"m\",\"metadata\":{\"duplicate_identifiers\":" + identifiers + "}}");

        assertThat(failure)
                .isInstanceOfSatisfying(
                        DuplicateIdentifierException.class,
                        e -> assertThat(e.identifiers()).containsExactly("email"));
    }

    @Test
    void duplicate_whenItNamesAnAddress_hidesIt() {
        ApiException failure = failure(400, """
                {"message":"m","metadata":{"duplicate_identifiers":[{"email":"ada@example.com"}]}}
                """);

        assertThat(failure).hasMessageNotContaining("ada@");
    }

    @Test
    void duplicateCode_withoutMetadata_isNoDuplicate() {
        assertThat(failure(400, error("duplicate_parameter", "Contact already exist")))
                .isNotInstanceOf(DuplicateIdentifierException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Bad gateway</body></html>",
                " <!DOCTYPE html>",
                "{",
                "[1]",
                "null",
                "{\"message\":\"broken\"}",
                "broken",
                "{\"status\":\"failed\",\"total_events\":1,\"errors\":[{\"eventIndex\":[0],\"message\":\"broken\"}]}"
            })
    void everyBody_isMapped(String body) {
        ApiException e = failure(400, body);

        assertThat(e).hasMessageContaining("Brevo answered 400");
        assertThat(e.getMessage()).doesNotContain("<");
        if (body.contains("broken")) assertThat(e).hasMessageContaining("broken");
    }

    @Test
    void throttled_carriesTheWaitThatBrevoAsksFor() {
        answer(status(429).withHeader("x-sib-ratelimit-reset", "3000"));

        assertThat(failure())
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(50)));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void throttled_waitsAsLongAsBrevoAsksAndGoesOn() {
        answer(status(429).withHeader("x-sib-ratelimit-reset", "7"), json(200, "{\"companyName\":\"Acme\"}"));

        assertThat(client.account().get().companyName()).isEqualTo("Acme");
        assertThat(time.sleeps()).hasSize(1).allMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) >= 0);
    }

    @Test
    void failing_isTriedAgainWithoutWaitingForTheQuotasWindow() {
        answer(status(503).withHeader("x-sib-ratelimit-reset", "3000"), json(200, "{\"companyName\":\"Acme\"}"));

        assertThat(client.account().get().companyName()).isEqualTo("Acme");
    }

    @Test
    void failing_tellsToTryLater() {
        assertThat(failure(500, "")).isInstanceOf(ServerException.class).hasMessageContaining("Try again later");
    }

    @ParameterizedTest
    @CsvSource({"400, ada@example.com is no address", "401, xkeysib-topsecret not found", "500, +4930 1234 5678"})
    void noPersonAndNoKey_isInTheWholeChain(int status, String words) {
        StringWriter printed = new StringWriter();

        failure(status, error(words, words)).printStackTrace(new PrintWriter(printed, true));

        assertThat(printed.toString())
                .doesNotContain("ada@")
                .doesNotContain("topsecret")
                .doesNotContain("1234");
    }

    @Test
    void duplicates_mayComeAsOneTextAndNeverBringAValueIntoAMessage() {
        answer(json(400, "{\"message\":\"x\",\"metadata\":{\"duplicate_identifiers\":\"SMS\"}}"));
        assertThatExceptionOfType(DuplicateIdentifierException.class)
                .isThrownBy(() -> client.contacts().get(ContactId.id(1)))
                .satisfies(e -> assertThat(e.identifiers()).containsExactly("SMS"));

        answer(json(400, "{\"message\":\"x\",\"metadata\":{\"duplicate_identifiers\":[\"ada@example.com\"]}}"));
        assertThatExceptionOfType(DuplicateIdentifierException.class)
                .isThrownBy(() -> client.contacts().get(ContactId.id(1)))
                .withMessageNotContaining("ada@");
    }
}
