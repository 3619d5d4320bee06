package io.tajo.examples.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends half an answer, or all of it so slowly that nobody waits for it. The exchange is closed afterwards. */
final class BrokenAnswer {
    private static final int DROP = 32;
    private static final byte[] SOMETHING = "{\"promised\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpExchange exchange;
    private final CountDownLatch serverCloses;

    BrokenAnswer(HttpExchange exchange, CountDownLatch serverCloses) {
        this.exchange = exchange;
        this.serverCloses = serverCloses;
    }

    void truncate(Reply reply) throws IOException {
        sendHalf(body(reply));
    }

    void stall(Reply reply, Duration silence) throws IOException {
        sendHalf(body(reply));
        boolean unused = closesWithin(silence);
    }

    void trickle(Reply reply, Duration pause) throws IOException {
        byte[] body = reply.body();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        for (int sent = 0; sent < body.length; sent += DROP) {
            exchange.getResponseBody().write(body, sent, Math.min(DROP, body.length - sent));
            exchange.getResponseBody().flush();
            if (closesWithin(pause)) return;
        }
    }

    private void sendHalf(byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(Arrays.copyOf(body, body.length / 2));
        exchange.getResponseBody().flush();
    }

    private boolean closesWithin(Duration time) {
        try {
            return serverCloses.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static byte[] body(Reply reply) {
        return reply.body().length == 0 ? SOMETHING : reply.body();
    }
}
