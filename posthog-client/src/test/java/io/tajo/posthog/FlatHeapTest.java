package io.tajo.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.query.HogQl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reading of many full pages in a process whose heap holds a few of them. */
@Timeout(120)
class FlatHeapTest {
    private static final int ROWS = 50_000;
    private static final int PAGES = 16;
    private static final int NOISE = 100;

    @TempDir
    Path folder;

    @Test
    void rows_ofManyPages_fitAHeapSmallerThanAllOfThem() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new Pages());
        server.start();
        try {
            Path output = folder.resolve("output.txt");
            Process reader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            "http://127.0.0.1:" + server.getAddress().getPort())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();

            assertThat(reader.waitFor(110, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output)).contains("rows " + ROWS * PAGES);
            assertThat(reader.exitValue()).isZero();
        } finally {
            server.stop(0);
        }
    }

    /** The process that reads. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            HogQl query = HogQl.of("SELECT id, noise FROM persons").keyset("id");
            try (PostHogClient client = PostHogClient.builder()
                    .host(arguments[0])
                    .personalApiKey("phx_x")
                    .projectId("7")
                    .build()) {
                long rows = 0;
                for (JsonObject row : client.query().rows(query)) {
                    if (row.has("noise")) rows++;
                }
                System.out.println("rows " + rows);
            }
        }
    }

    /** Answers each page with rows that compress badly, six megabytes of them. */
    private static final class Pages implements HttpHandler {
        private final Random random = new Random(7);
        private int served;

        @Override
        public void handle(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().readAllBytes();
            byte[] page = page(served++);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        }

        private byte[] page(int number) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] noise = new byte[NOISE];
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write("{\"columns\":[\"id\",\"noise\"],\"results\":[".getBytes(StandardCharsets.UTF_8));
                for (int i = 0; number < PAGES && i < ROWS; i++) {
                    for (int b = 0; b < NOISE; b++) noise[b] = (byte) ('!' + random.nextInt(90));
                    String text = new String(noise, StandardCharsets.US_ASCII);
                    if (i > 0) out.write(',');
                    out.write(Json.write(List.of(number * ROWS + i, text)));
                }
                out.write("]}".getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        }
    }
}
