package io.tajo.examples.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends half an answer. The exchange, and with it the connection, is closed afterwards. */
final class BrokenAnswer {
    private final HttpExchange exchange;

    BrokenAnswer(HttpExchange exchange) {
        this.exchange = exchange;
    }

    void truncate(Reply reply) throws IOException {
        sendHalf(reply);
    }

    void stall(Reply reply, Duration silence, CountDownLatch serverCloses) throws IOException {
        sendHalf(reply);
        exchange.getResponseBody().flush();
        try {
            if (serverCloses.await(silence.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendHalf(Reply reply) throws IOException {
        byte[] body = reply.body().length == 0 ? "{\"promised\":true}".getBytes(StandardCharsets.UTF_8) : reply.body();
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
        exchange.getResponseBody().flush();
    }
}
