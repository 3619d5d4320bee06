package io.tajo.examples.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import io.tajo.examples.sandbox.control.CallLog;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Faults;
import io.tajo.examples.sandbox.control.RecordedCall;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.control.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Stands before a service: finds the route, lets faults strike, records the call, and sends the answer. */
public final class ServiceFront implements LoopbackServer.Answerer {
    private static final int SMALLEST_GZIP = 1_024;

    private final Service service;
    private final String base;
    private final List<Route> routes;
    private final Guard guard;
    private final Faults faults;
    private final CallLog calls;
    private final SandboxClock clock;

    /** Lets a request in, or refuses it. */
    @FunctionalInterface
    public interface Guard {
        /**
         * Checks key and quota.
         *
         * @param request the request
         * @param route the route that it takes
         * @return the refusal, or nothing
         */
        Optional<Reply> refuse(Request request, Route route);
    }

    /**
     * Creates a front.
     *
     * @param service which service
     * @param base the path that all routes share
     * @param routes its routes
     * @param guard lets requests in
     * @param faults what may go wrong
     * @param calls where calls are recorded
     * @param clock the time of the record
     */
    public ServiceFront(
            Service service,
            String base,
            List<Route> routes,
            Guard guard,
            Faults faults,
            CallLog calls,
            SandboxClock clock) {
        this.service = service;
        this.base = base;
        this.routes = List.copyOf(routes);
        this.guard = guard;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void answer(HttpExchange exchange, CountDownLatch serverCloses) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String below = path.startsWith(base) ? path.substring(base.length()) : path;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(exchange.getRequestMethod(), below);
            if (variables.isPresent()) {
                answer(exchange, route, request(exchange, below, variables.get()), serverCloses);
                return;
            }
        }
        record(exchange, exchange.getRequestMethod() + " (no such route)", 404);
        send(exchange, Reply.json(404, Map.of("detail", "Endpoint not found.", "message", "Endpoint not found.")));
    }

    private void answer(HttpExchange exchange, Route route, Request request, CountDownLatch serverCloses)
            throws IOException {
        Optional<Fault> fault =
                faults.strike(service, route.name(), new String(request.body(), StandardCharsets.UTF_8), clock.now());
        if (fault.isEmpty()) {
            Reply reply = reply(route, request);
            record(exchange, route.name(), reply.status());
            send(exchange, reply);
            return;
        }
        Fault.Effect effect = fault.get().effect();
        if (effect instanceof Fault.Effect.Answer other) {
            record(exchange, route.name(), other.status());
            Reply reply = Reply.text(other.status(), other.body(), other.contentType());
            send(exchange, reply.with(fault.get().headers()));
        } else if (effect instanceof Fault.Effect.Reset reset) {
            if (reset.processed()) reply(route, request);
            record(exchange, route.name(), 0);
        } else if (effect instanceof Fault.Effect.Truncate) {
            record(exchange, route.name(), 200);
            new BrokenAnswer(exchange, serverCloses).truncate(reply(route, request));
        } else if (effect instanceof Fault.Effect.Stall stall) {
            record(exchange, route.name(), 200);
            new BrokenAnswer(exchange, serverCloses).stall(reply(route, request), stall.silence());
        } else if (effect instanceof Fault.Effect.Trickle trickle) {
            record(exchange, route.name(), 200);
            new BrokenAnswer(exchange, serverCloses).trickle(reply(route, request), trickle.pause());
        }
    }

    private Reply reply(Route route, Request request) throws IOException {
        Optional<Reply> refusal = guard.refuse(request, route);
        return refusal.isPresent() ? refusal.get() : route.handler().answer(request);
    }

    private void record(HttpExchange exchange, String route, int status) {
        calls.add(new RecordedCall(service, route, exchange.getRequestURI().toString(), status, clock.now()));
    }

    private static Request request(HttpExchange exchange, String path, Map<String, String> variables)
            throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Map<String, List<String>> query = query(exchange.getRequestURI().getRawQuery());
        return new Request(exchange.getRequestMethod(), path, variables, query, headers, body(exchange));
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        InputStream in = exchange.getRequestBody();
        return "gzip".equals(encoding) ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    }

    private static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (raw == null) return parameters;
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = reply.body();
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (body.length >= SMALLEST_GZIP && accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = gzip(body);
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) exchange.getResponseBody().write(body);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
