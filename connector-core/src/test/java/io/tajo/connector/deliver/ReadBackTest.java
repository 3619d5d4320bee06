package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tajo.brevo.BrevoClient;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.plan.ContactChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as a difference between what was sent and what Brevo returns. */
class ReadBackTest {
    private HttpServer server;
    private BrevoClient brevo;
    private int status = 200;
    private String attributes = "{}";

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/contacts/", exchange -> {
            byte[] body = ("{\"id\":1,\"email\":\"ada@example.com\",\"attributes\":" + attributes + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        brevo = BrevoClient.builder()
                .host("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("key")
                .build();
    }

    @AfterEach
    void close() {
        brevo.close();
        server.stop(0);
    }

    private static ContactChange sent(@Nullable Object value) {
        return new ContactChange(
                new ContactKey(1, 2),
                "p1",
                "ada@example.com",
                Collections.singletonMap("FIELD", value),
                Set.of(3L),
                ContactChange.Way.ANY,
                false,
                ContactState.NONE);
    }

    private Map<ContactChange, Set<String>> differences(ContactChange change, String... exempt) {
        ReadBack readBack = new ReadBack(brevo.contacts(), 10, Clock.systemUTC());
        readBack.exempt(Set.of(exempt));
        return readBack.differences(List.of(change), 1, Instant.EPOCH);
    }

    static List<Arguments> same() {
        return Arrays.asList(
                Arguments.of("Ada", "\"Ada\""),
                Arguments.of(" two\nlines ", "\"two\\r\\nlines\""),
                Arguments.of("<b>Ada</b>", "\"Ada\""),
                Arguments.of("+33 6 12 34", "\"3361234\""),
                Arguments.of("1990-01-02", "\"1990-01-02T00:00:00.000Z\""),
                Arguments.of(new BigDecimal("0.1234567890123456789"), "0.12345678901234568"),
                Arguments.of(new BigDecimal("12"), "12.0"),
                Arguments.of(true, "true"),
                Arguments.of(List.of("a", "b"), "[\"a\",\"b\"]"),
                Arguments.of("", "null"),
                Arguments.of(null, "\"\""));
    }

    @ParameterizedTest
    @MethodSource("same")
    void differences_ofWhatBrevoHoldsInAnotherForm_areNone(@Nullable Object value, String held) {
        attributes = "{\"field\":" + held + "}";

        assertThat(differences(sent(value))).isEmpty();
    }

    static List<Arguments> others() {
        return Arrays.asList(
                Arguments.of("Ada", "\"Bob\""),
                Arguments.of("Ada", "null"),
                Arguments.of("1990-01-02", "\"1990-02-01\""),
                Arguments.of(new BigDecimal("12.5"), "12"),
                Arguments.of(new BigDecimal("12.5"), "\"\""),
                Arguments.of(true, "false"),
                Arguments.of(false, "true"),
                Arguments.of(List.of("a"), "null"),
                Arguments.of(null, "\"Ada\""));
    }

    @ParameterizedTest
    @MethodSource("others")
    void differences_ofWhatBrevoDidNotApply_nameTheField(@Nullable Object value, String held) {
        attributes = "{\"FIELD\":" + held + "}";
        ContactChange change = sent(value);

        assertThat(differences(change)).isEqualTo(Map.of(change, Set.of("FIELD")));
    }

    @Test
    void differences_inAnExemptField_areNone() {
        attributes = "{\"FIELD\":\"Label\"}";

        assertThat(differences(sent("2x"), "FIELD")).isEmpty();
    }

    @Test
    void differences_ofAContactThatBrevoDoesNotHave_areAllItsFields() {
        status = 404;
        ContactChange change = sent("Ada");

        assertThat(differences(change)).isEqualTo(Map.of(change, Set.of("FIELD")));
    }
}
