package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import io.tajo.client.Quota;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.QuotaRateLimit;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.plan.ContactChange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportSenderTest {
    private static final ContactState PRO = new ContactState(Map.of("PLAN", 7L), Set.of(3L), Set.of());

    private final AtomicInteger imports = new AtomicInteger();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/contacts/import", exchange -> answer(exchange, "{\"processId\":" + imports.incrementAndGet() + "}"));
        server.createContext("/processes", exchange -> answer(exchange, """
                {"processes":[{"id":1,"status":"completed"},{"id":2,"status":"processing"}]}
                """));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private BrevoClient brevoWithOneLookAnHour() {
        Clock standing = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        return BrevoClient.builder()
                .host("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("key")
                .rateLimit(QuotaRateLimit.builder()
                        .group(BrevoLimits.OTHER, Quota.perHour(1))
                        .build())
                .maxQuotaWait(Duration.ZERO)
                .clock(standing)
                .sleeper(pause -> {})
                .build();
    }

    private static ImportBatch batch(ContactKey key, String person) {
        ImportBatch batch = new ImportBatch(new ImportKind.Members(3), 1, new ReadBackSample(0));
        batch.offer(new ContactChange(
                key,
                person,
                person + "@example.com",
                Map.of("PLAN", "pro"),
                Set.of(3L),
                ContactChange.Way.ANY,
                true,
                PRO));
        return batch;
    }

    private final class Noted implements DeliveryListener {
        @Override
        public void settle(String person, Outcome outcome) {
            outcomes.put(person, outcome);
        }

        @Override
        public void left(long list, int contacts, Outcome outcome) {
            throw new AssertionError("nobody leaves a list here");
        }

        @Override
        public void withheld(long list) {
            throw new AssertionError("nothing is withheld here");
        }

        @Override
        public void refused(String attribute, String reason) {
            throw new AssertionError("nothing is refused here");
        }

        @Override
        public void remark(String text) {
            throw new AssertionError("there is nothing to say: " + text);
        }
    }

    @Test
    void settle_whenTheHoursLooksRunOut_settlesWhatHasEndedAndSaysWhenToComeBack() {
        ContactKey ada = new ContactKey(1, 2);
        ContactKey bob = new ContactKey(3, 4);
        try (BrevoClient brevo = brevoWithOneLookAnHour();
                Lease lease = Ledger.inMemory().lease("persons")) {
            DeliveryListener noted = new Noted();
            ImportSender sent = new ImportSender(
                    brevo,
                    lease,
                    noted,
                    new UpsertSender(brevo.contacts(), lease, noted),
                    new ReadBack(brevo.contacts(), 0, Clock.systemUTC()),
                    new ImportLossTracker(lease),
                    new CarrierList() {
                        @Override
                        public OptionalLong find() {
                            return OptionalLong.empty();
                        }

                        @Override
                        public long id() {
                            throw new AssertionError("no list is created here");
                        }
                    });
            sent.send(batch(ada, "ada"));
            sent.send(batch(bob, "bob"));

            assertThatExceptionOfType(QuotaExhaustedException.class).isThrownBy(sent::settle);

            assertThat(outcomes).isEqualTo(Map.of("ada", new Outcome.Applied()));
            assertThat(lease.applied(List.of(ada, bob))).isEqualTo(Map.of(ada, PRO));
            sent.abandon();
            assertThat(outcomes).containsEntry("bob", new Outcome.Pending());
        }
    }
}
