package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.client.RetrySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand calls from sixteen threads, in real time, to a server that refuses whoever is too fast. */
@Timeout(180)
class PaceTest {
    private static final int THREADS = 16;
    private static final int CALLS = 1_000;
    private static final double ALLOWED = 10;

    @Test
    void aThousandContactsAndEventsCallsFromSixteenThreads_useTheQuotaUpAndAreNeverRefused() throws Exception {
        try (StrictServer server = new StrictServer();
                BrevoClient client = BrevoClient.builder()
                        .host(server.address() + "/v3")
                        .apiKey("key")
                        .maxQuotaWait(Duration.ofMinutes(2))
                        .retry(RetrySettings.none())
                        .build()) {
            long start = System.nanoTime();
            callFromManyThreads(client);
            double seconds = (System.nanoTime() - start) / 1e9;

            assertThat(server.refused.get()).isZero();
            assertThat(server.answered.get()).isEqualTo(CALLS);
            // Both groups of routes side by side, each with half of the calls; the first ten go at once.
            double rate = (CALLS / 2.0 - ALLOWED) / seconds;
            // A slot comes back a second after its answer: slower answers than 20 ms leave less to be had.
            double latency = Math.max(0.02, server.meanSeconds());
            System.out.printf("%.2f calls a second in each group, answers in %.0f ms%n", rate, latency * 1_000);
            assertThat(rate).isGreaterThanOrEqualTo(0.95 * ALLOWED * 1.02 / (1 + latency));
        }
    }

    private static void callFromManyThreads(BrevoClient client) throws Exception {
        ContactUpsert contact = ContactUpsert.builder().email("ada@example.com").build();
        ContactEvent event = ContactEvent.of("opened", ContactId.email("ada@example.com"));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                boolean first = i % 2 == 0;
                calls.add(threads.submit(() -> {
                    if (first) {
                        client.contacts().upsert(contact);
                    } else {
                        client.events().send(event);
                    }
                }));
            }
            for (Future<?> call : calls) call.get(150, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Refuses a call that is the eleventh within any second, whatever a window's phase. */
    private static final class StrictServer implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final ExecutorService threads = Executors.newFixedThreadPool(32);
        private final Random random = new Random(7);
        private final Deque<Long> contacts = new ArrayDeque<>();
        private final Deque<Long> events = new ArrayDeque<>();
        private final AtomicLong nanosInside = new AtomicLong();
        final AtomicInteger refused = new AtomicInteger();
        final AtomicInteger answered = new AtomicInteger();

        StrictServer() throws IOException {
            server.setExecutor(threads);
            server.createContext("/v3/contacts", exchange -> answer(exchange, contacts));
            server.createContext("/v3/events", exchange -> answer(exchange, events));
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        private void answer(HttpExchange exchange, Deque<Long> window) throws IOException {
            long arrived = System.nanoTime();
            boolean allowed = admit(window, arrived);
            exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(delay());
            (allowed ? answered : refused).incrementAndGet();
            exchange.sendResponseHeaders(allowed ? 204 : 429, -1);
            exchange.close();
            nanosInside.addAndGet(System.nanoTime() - arrived);
        }

        private synchronized boolean admit(Deque<Long> window, long now) {
            while (!window.isEmpty() && now - window.peekFirst() >= TimeUnit.SECONDS.toNanos(1)) window.removeFirst();
            if (window.size() >= ALLOWED) return false;
            window.addLast(now);
            return true;
        }

        private synchronized long delay() {
            return TimeUnit.MICROSECONDS.toNanos(random.nextInt(15_000));
        }

        double meanSeconds() {
            return nanosInside.get() / 1e9 / Math.max(1, answered.get());
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
