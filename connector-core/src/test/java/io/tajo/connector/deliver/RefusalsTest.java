package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tajo.brevo.BrevoClient;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.RetrySettings;
import io.tajo.client.ServerException;
import io.tajo.connector.destination.CarrierList;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.ListRemoval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Brevo has refused is as if it had never been sent; what it has not answered is in doubt. */
class RefusalsTest {
    private static final ContactKey ADA = new ContactKey(1, 2);
    private static final ContactState HELD = new ContactState(Map.of("PLAN", 7L), Set.of(3L), Set.of());
    private static final ContactState CHANGE = new ContactState(Map.of("PLAN", 8L), Set.of(4L), Set.of());

    private static final CarrierList NO_CARRIER = new CarrierList() {
        @Override
        public OptionalLong find() {
            return OptionalLong.empty();
        }

        @Override
        public long id() {
            throw new AssertionError("no list is created here");
        }
    };

    private final AtomicInteger status = new AtomicInteger();
    private final Lease lease = Ledger.inMemory().lease("persons");
    private HttpServer server;
    private BrevoClient brevo;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "{\"code\":\"invalid_parameter\",\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        brevo = BrevoClient.builder()
                .host("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("key")
                .retry(RetrySettings.none())
                .build();
        long proven = lease.plan(Map.of(ADA, HELD));
        lease.attempt(proven);
        lease.settle(proven, List.of(ADA), List.of());
    }

    @AfterEach
    void close() {
        brevo.close();
        server.stop(0);
    }

    private static ContactChange change() {
        return new ContactChange(
                ADA, "ada", "ada@example.com", Map.of("PLAN", "pro"), Set.of(4L), ContactChange.Way.ANY, false, CHANGE);
    }

    private ContactState held() {
        return lease.applied(List.of(ADA)).get(ADA);
    }

    @Test
    void upserts_whenBrevoRefuses_leaveTheContactAsItWas() {
        status.set(400);
        new UpsertSender(brevo.contacts(), lease, new SilentDeliveryListener()).send(change());

        assertThat(held()).isEqualTo(HELD);
    }

    @Test
    void upserts_whenBrevoFails_leaveTheContactInDoubt() {
        status.set(500);
        new UpsertSender(brevo.contacts(), lease, new SilentDeliveryListener()).send(change());

        assertThat(held()).isEqualTo(HELD.during(CHANGE));
    }

    @Test
    void imports_whenBrevoRefuses_leaveTheContactAsItWas() {
        status.set(400);
        ImportBatch segment = new ImportBatch(new ImportKind.Members(4), 1, new ReadBackSample(0));
        segment.offer(change());
        UpsertSender upserts = new UpsertSender(brevo.contacts(), lease, new SilentDeliveryListener());
        ReadBack trusting = new ReadBack(brevo.contacts(), 0, Clock.systemUTC());
        ImportSender imports = new ImportSender(
                brevo,
                lease,
                new SilentDeliveryListener(),
                upserts,
                trusting,
                new ImportLossTracker(lease),
                NO_CARRIER);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> imports.send(segment))
                .withMessageContaining("as a whole");
        assertThat(held()).isEqualTo(HELD);
    }

    @Test
    void removals_whenBrevoRefuses_leaveTheMemberAsItWas() {
        status.set(400);
        RemovalSender removals = new RemovalSender(brevo.lists(), lease, new SilentDeliveryListener());
        removals.take(new ListRemoval(ADA, "ada@example.com", 3));
        removals.finish();

        assertThat(held()).isEqualTo(HELD);
    }

    @Test
    void removals_whenBrevoFails_leaveTheMemberOnItsWayOut() {
        status.set(500);
        RemovalSender removals = new RemovalSender(brevo.lists(), lease, new SilentDeliveryListener());
        removals.take(new ListRemoval(ADA, "ada@example.com", 3));

        assertThatThrownBy(removals::finish).isInstanceOf(ServerException.class);
        lease.close();
        assertThat(held().leaving()).containsExactly(3L);
    }
}
