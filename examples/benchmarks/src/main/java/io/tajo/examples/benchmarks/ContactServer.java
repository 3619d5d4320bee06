package io.tajo.examples.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Takes contacts in, as Brevo answers for a new one: in a process of its own, so that what it allocates is not counted. */
final class ContactServer implements AutoCloseable {
    private static final byte[] CREATED = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

    private final Process process;
    private final String address;

    private ContactServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static ContactServer start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Else each answer waits for the acknowledgement of its headers.
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ContactServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = process.inputReader().readLine();
        return new ContactServer(process, "http://127.0.0.1:" + port + "/v3");
    }

    String address() {
        return address;
    }

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/v3/contacts", ContactServer::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(201, CREATED.length);
        exchange.getResponseBody().write(CREATED);
        exchange.close();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
