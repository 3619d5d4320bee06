package io.tajo.examples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Hands out the definitions of ten flags, on the routes that both clients ask. */
final class DefinitionServer implements AutoCloseable {
    private static final String FLAG = "{\"id\":%d,\"key\":\"flag-%d\",\"active\":true,\"filters\":{\"groups\":[%s]%s}}";
    private static final String VARIANTS = ",\"multivariate\":{\"variants\":[{\"key\":\"control\",\"rollout_percentage\":50},"
            + "{\"key\":\"test\",\"rollout_percentage\":50}]}";

    private final HttpServer server;

    DefinitionServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", DefinitionServer::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        boolean asksForDefinitions = path.contains("definitions") || path.contains("local_evaluation");
        byte[] body = (asksForDefinitions ? definitions() : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String definitions() {
        String flags = flag(0, "", 100, "")
                + "," + flag(1, "", 45, "")
                + "," + flag(2, "", 100, VARIANTS)
                + "," + flag(3, property("plan", "exact", "[\"pro\",\"team\"]"), 100, "")
                + "," + flag(4, property("plan", "is_not", "\"free\""), 30, VARIANTS)
                + "," + flag(5, property("email", "icontains", "\"@example.com\""), 100, "")
                + "," + flag(6, property("logins", "gt", "50"), 50, "")
                + "," + flag(7, property("email", "regex", "\"^user[0-9]+@\""), 80, "")
                + "," + flag(8, "{\"key\":\"id\",\"value\":98,\"type\":\"cohort\"}", 100, "")
                + "," + flag(9, property("plan", "exact", "\"pro\"") + "," + property("logins", "lte", "80"), 100, VARIANTS);
        return "{\"flags\":[" + flags + "],\"group_type_mapping\":{},\"cohorts\":{\"98\":{\"type\":\"OR\",\"values\":["
                + property("country", "exact", "[\"DE\",\"FR\"]") + "," + property("plan", "exact", "\"team\"") + "]}}}";
    }

    private static String flag(int number, String properties, int rollout, String variants) {
        String group = "{\"properties\":[" + properties + "],\"rollout_percentage\":" + rollout + "}";
        return FLAG.formatted(number, number, group, variants);
    }

    private static String property(String key, String operator, String value) {
        return "{\"key\":\"" + key + "\",\"operator\":\"" + operator + "\",\"value\":" + value + ",\"type\":\"person\"}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
