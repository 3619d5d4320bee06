package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpClientHandleTest {

    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .collect(Collectors.toSet());
    }

    @Test
    void close_leavesNoThreadBehindOnceTheCollectorHasRun() throws Exception {
        Set<Thread> before = clientThreads();
        callAndClose();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Set<Thread> left = newThreads(before);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            left = newThreads(before);
        }

        assertThat(left).isEmpty();
    }

    @Test
    void close_neverClosesACallersClient() throws IOException {
        HttpClient callers = HttpClient.newHttpClient();
        try (NastyServer server = new NastyServer(
                NastyServer.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))) {
            Transport first = TestService.open(server.address(), s -> s.httpClient(callers));
            first.send(TestService.get().build());
            first.close();

            try (Transport second = TestService.open(server.address(), s -> s.httpClient(callers))) {
                assertThat(second.send(TestService.get().build()).status()).isEqualTo(200);
            }
        }
        assertThat(new WeakReference<>(callers).get()).isNotNull();
    }

    private static void callAndClose() throws IOException {
        try (NastyServer server = new NastyServer(NastyServer.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
                Transport transport =
                        TestService.open(server.address(), s -> s.attemptTimeout(Duration.ofSeconds(5)))) {
            transport.send(TestService.get().build());
        }
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        Set<Thread> now = clientThreads();
        now.removeAll(before);
        return now;
    }
}
