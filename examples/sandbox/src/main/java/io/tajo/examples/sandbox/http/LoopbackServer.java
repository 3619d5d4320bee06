package io.tajo.examples.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine's loopback address. Closing it leaves no thread. */
public final class LoopbackServer implements AutoCloseable {
    private static final int THREADS = 16;

    static {
        // Read once by the JDK: without it every answer to a kept-alive connection waits 40 ms on JDK 17.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Answers an exchange. */
    @FunctionalInterface
    public interface Answerer {
        /**
         * Answers.
         *
         * @param exchange the exchange, closed afterwards
         * @param serverCloses counted down when the server closes, for answers that hang
         * @throws IOException if the client went away
         */
        void answer(HttpExchange exchange, CountDownLatch serverCloses) throws IOException;
    }

    /**
     * Starts a server.
     *
     * @param name the name of its threads
     * @param port the port, 0 for any
     * @param answerer answers each request
     * @throws IOException if the port is taken
     */
    public LoopbackServer(String name, int port, Answerer answerer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "sandbox-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answerer.answer(exchange, closing);
            }
        });
        server.start();
    }

    /** {@return scheme, host and port} */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a sandbox thread is still answering");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
