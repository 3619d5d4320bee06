package io.tajo.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on a bare socket, for what no well-behaved server does. Each connection gets one request and one script. */
final class NastyServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Script script;

    /** Answers one request. */
    interface Script {
        void answer(Socket socket, OutputStream out, CountDownLatch serverClosed) throws Exception;
    }

    NastyServer(Script script) throws IOException {
        this.script = script;
        start(this::accept);
    }

    static Script text(String response) {
        return (socket, out, closed) -> out.write(response.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the text, then says nothing until the server is closed. */
    static Script stall(String response) {
        return (socket, out, closed) -> {
            out.write(response.getBytes(StandardCharsets.UTF_8));
            out.flush();
            closed.await();
        };
    }

    /** Closes the connection with a reset. */
    static Script reset() {
        return (socket, out, closed) -> socket.setSoLinger(true, 0);
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int requests() {
        return requests.size();
    }

    String request(int index) {
        return requests.get(index);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "nasty-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (SocketException e) {
            if (!listener.isClosed()) throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(readHead(socket.getInputStream()));
            script.answer(socket, socket.getOutputStream(), closed);
        } catch (SocketException clientWentAway) {
            // What the test provoked: the client hung up on a nasty answer.
            return;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int b;
        while ((b = in.read()) >= 0) {
            head.append((char) b);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) break;
        }
        return head.toString();
    }
}
