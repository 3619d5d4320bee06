package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.ConnectionProblem;
import io.tajo.client.Credentials;
import io.tajo.client.RetrySettings;
import io.tajo.client.TransportException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no well-behaved server does, over real sockets. */
@Timeout(30)
class TransportNetworkTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static Transport once(NastyServer server, Duration attemptTimeout) {
        return TestService.open(
                server.address(), s -> s.attemptTimeout(attemptTimeout).retry(RetrySettings.none()));
    }

    @Test
    void send_whenTheBodyStallsBehindItsHeaders_failsAtTheDeadline() throws IOException {
        try (NastyServer server = new NastyServer(NastyServer.stall(HEAD + "Content-Length: 100\r\n\r\n{\"half\":"));
                Transport transport = once(server, Duration.ofMillis(400))) {
            long start = System.nanoTime();

            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.mayHaveBeenSent()).isTrue())
                    .hasMessageContaining("GET /things")
                    .hasMessageContaining("attempt timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void send_whenItGivesUpOnABody_closesTheConnection() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        NastyServer.Script script = (socket, out, closed) -> {
            out.write((HEAD + "Content-Length: 100\r\n\r\n{").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (socket.getInputStream().read() < 0) hungUp.countDown();
        };
        try (NastyServer server = new NastyServer(script);
                Transport transport = once(server, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build())).isInstanceOf(TransportException.class);

            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void send_whenNoHeadersCome_failsAtTheDeadline() throws IOException {
        try (NastyServer server = new NastyServer(NastyServer.stall(""));
                Transport transport = once(server, Duration.ofMillis(400))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("attempt timeout");
        }
    }

    @Test
    void send_whenTheBodyIsShorterThanPromised_isNoAnswer() throws IOException {
        try (NastyServer server = new NastyServer(NastyServer.text(HEAD + "Content-Length: 100\r\n\r\n{\"half\":1}"));
                Transport transport = once(server, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("closed before the answer was complete");
        }
    }

    @Test
    void send_whenTheConnectionIsReset_repeatsWhatIsSafe() throws IOException {
        try (NastyServer server = new NastyServer(NastyServer.reset());
                Transport transport = TestService.open(
                        server.address(),
                        s -> s.retry(RetrySettings.builder()
                                .maxAttempts(3)
                                .baseDelay(Duration.ofMillis(1))
                                .build()))) {
            HttpCall write = HttpCall.write("POST", TestService.GROUP, "/things")
                    .json(new byte[] {'{', '}'})
                    .build();

            assertThatThrownBy(() -> transport.send(write)).isInstanceOf(TransportException.class);
            assertThat(server.requests()).isEqualTo(1);

            assertThatThrownBy(() -> transport.send(TestService.get().build())).hasMessageContaining("attempt 3");
            // The JDK repeats a GET by itself once more, so that the server sees at least ours.
            assertThat(server.requests()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void send_whenNobodyListens_neverLeft() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        try (Transport transport =
                TestService.open("http://127.0.0.1:" + freePort, s -> s.retry(RetrySettings.none()))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.mayHaveBeenSent()).isFalse())
                    .hasMessageContaining("connection was refused")
                    .hasMessageContaining("127.0.0.1:" + freePort)
                    .hasMessageContaining("port");
        }
    }

    private static TransportException failure(String address) {
        try (Transport transport = TestService.open(address, s -> s.retry(RetrySettings.none()))) {
            return catchThrowableOfType(
                    TransportException.class,
                    () -> transport.send(TestService.get().build()));
        }
    }

    @Test
    void send_whenTheHostIsUnknown_saysSoAndNotThatItRefused() {
        TransportException failure = failure("https://posthog.invalid");

        assertThat(failure.problem()).isEqualTo(ConnectionProblem.UNKNOWN_HOST);
        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(failure)
                .hasMessageContaining("posthog.invalid is unknown")
                .hasMessageContaining("DNS")
                .hasMessageNotContaining("refused");
    }

    @Test
    void send_whenThePortSpeaksNoTls_saysThatTlsFailedAndWhy() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answerWithoutTls(plain);

            TransportException failure = failure("https://127.0.0.1:" + plain.getLocalPort());

            assertThat(failure.problem()).isEqualTo(ConnectionProblem.TLS);
            assertThat(failure)
                    .hasMessageContaining("TLS handshake")
                    .hasMessageContaining("speaks https")
                    .hasMessageContaining("trust store");
        }
    }

    private static void answerWithoutTls(ServerSocket server) {
        Thread answering = new Thread(() -> {
            try (Socket socket = server.accept()) {
                // A server answers what it was sent, and not before all of it has come.
                assertThat(socket.getInputStream().read(new byte[16_384])).isPositive();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                // Closing before the other side has read would reset the connection.
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                assertThat(e).as("the other side hung up").isNotNull();
            }
        });
        answering.setDaemon(true);
        answering.start();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void problem_isWhatLiesDeepest(Throwable failure, ConnectionProblem expected) {
        assertThat(BrokenConnection.problem(failure)).isEqualTo(expected);
        assertThat(BrokenConnection.text(failure, "eu.posthog.com")).endsWith(".");
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        ConnectionProblem.UNKNOWN_HOST),
                Arguments.of(new UnknownHostException("x"), ConnectionProblem.UNKNOWN_HOST),
                Arguments.of(new ConnectException("Connection refused"), ConnectionProblem.CONNECTION_REFUSED),
                Arguments.of(new ConnectException("Network is unreachable"), ConnectionProblem.UNREACHABLE),
                Arguments.of(new NoRouteToHostException(), ConnectionProblem.UNREACHABLE),
                Arguments.of(new IOException(new SSLHandshakeException("no path")), ConnectionProblem.TLS),
                Arguments.of(new HttpConnectTimeoutException("x"), ConnectionProblem.CONNECT_TIMEOUT),
                Arguments.of(new HttpTimeoutException("x"), ConnectionProblem.ANSWER_TIMEOUT),
                Arguments.of(new IOException(new EOFException()), ConnectionProblem.CLOSED),
                Arguments.of(new IOException("Connection reset"), ConnectionProblem.BROKEN));
    }

    @Test
    void send_whenInterruptedInTheBody_stopsAtOnceAndKeepsTheFlag() throws Exception {
        try (NastyServer server = new NastyServer(NastyServer.stall(HEAD + "Content-Length: 100\r\n\r\n{"));
                Transport transport = once(server, Duration.ofSeconds(25))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>(false);
            CountDownLatch calling = new CountDownLatch(1);
            Thread caller = new Thread(() -> {
                calling.countDown();
                try {
                    transport.send(TestService.get().build());
                } catch (RuntimeException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });

            caller.start();
            calling.await();
            caller.interrupt();
            caller.join(5_000);

            assertThat(caller.isAlive()).isFalse();
            assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class);
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void send_whenRedirected_neverFollowsAndNeverSendsTheKeyElsewhere() throws IOException {
        try (NastyServer elsewhere = new NastyServer(NastyServer.text(HEAD + "Content-Length: 2\r\n\r\n{}"));
                NastyServer server = new NastyServer(NastyServer.text(
                        "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.address() + "\r\nContent-Length: 0\r\n\r\n"));
                Transport transport = once(server, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> transport.send(TestService.get().build())).hasMessageContaining("302");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @Test
    void download_isSentWithoutTheKey() throws Exception {
        try (NastyServer files = new NastyServer(NastyServer.text(HEAD + "Content-Length: 2\r\n\r\n{}"));
                Transport transport = once(files, Duration.ofSeconds(5))) {
            transport.send(HttpCall.download(TestService.GROUP, "/files", new java.net.URI(files.address() + "/f"))
                    .build());

            assertThat(files.request(0)).startsWith("GET /f ").doesNotContain("top-secret");
        }
    }

    @Test
    void httpClient_whenItFollowsRedirects_isRefused() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatThrownBy(() -> TestService.open("http://localhost", s -> s.httpClient(following)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Redirect.NEVER");
    }

    @Test
    void httpClient_whenItHasAnAuthenticator_isRefusedWithTheWayOut() {
        HttpClient authenticating =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertThatThrownBy(() -> TestService.open("http://localhost", s -> s.httpClient(authenticating)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Authenticator")
                .hasMessageContaining("without one")
                .hasMessageContaining("proxy");
    }

    @Test
    void send_whenCredentialsHoldALineBreak_failsWithoutPrintingThem() throws IOException {
        Credentials broken = headers -> headers.accept("api-key", "top-secret\n");
        try (NastyServer server = new NastyServer(NastyServer.text(HEAD + "Content-Length: 2\r\n\r\n{}"));
                Transport transport = TestService.open(server.address(), broken, s -> s)) {
            assertThatThrownBy(() -> transport.send(TestService.get().build()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("api-key")
                    .hasMessageNotContaining("top-secret")
                    .hasNoCause();
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void send_whenStreamed_handsTheBodyOutAsItComes() throws Exception {
        CountDownLatch firstPieceRead = new CountDownLatch(1);
        NastyServer.Script script = (socket, out, closed) -> {
            out.write((HEAD + "Content-Length: 10\r\n\r\nhello").getBytes(StandardCharsets.UTF_8));
            out.flush();
            firstPieceRead.await();
            out.write("world".getBytes(StandardCharsets.UTF_8));
        };
        try (NastyServer server = new NastyServer(script);
                Transport transport = once(server, Duration.ofSeconds(5));
                InputStream body =
                        transport.send(TestService.get().streamed().build()).open()) {
            assertThat(body.readNBytes(5)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
            firstPieceRead.countDown();
            assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("world");
            assertThat(body.read()).isEqualTo(-1);
            assertThat(server.request(0)).contains("Accept-Encoding: identity");
        }
    }

    @Test
    void send_whenAStreamedBodyStalls_failsTheReading() throws Exception {
        try (NastyServer server = new NastyServer(NastyServer.stall(HEAD + "Content-Length: 10\r\n\r\nhello"));
                Transport transport = once(server, Duration.ofMillis(400));
                InputStream body =
                        transport.send(TestService.get().streamed().build()).open()) {
            assertThat(body.readNBytes(5)).hasSize(5);
            assertThatThrownBy(body::read).isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void send_whenAStreamedBodyBreaksOff_failsTheReadingInsteadOfEndingIt() throws Exception {
        try (NastyServer server = new NastyServer(NastyServer.text(HEAD + "Content-Length: 10\r\n\r\nhello"));
                Transport transport = once(server, Duration.ofSeconds(5));
                InputStream body =
                        transport.send(TestService.get().streamed().build()).open()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void send_whenAStreamedBodyStalls_closesTheConnectionAndNeverSaysThatItEnded() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        NastyServer.Script script = (socket, out, closed) -> {
            out.write((HEAD + "Content-Length: 100\r\n\r\nhello").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (socket.getInputStream().read() < 0) hungUp.countDown();
        };
        try (NastyServer server = new NastyServer(script);
                Transport transport = once(server, Duration.ofMillis(400));
                InputStream body =
                        transport.send(TestService.get().streamed().build()).open()) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(HttpTimeoutException.class);
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void send_whenAStreamedBodyIsClosedEarly_closesTheConnection() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        NastyServer.Script script = (socket, out, closed) -> {
            out.write((HEAD + "Content-Length: 100\r\n\r\nhello").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (socket.getInputStream().read() < 0) hungUp.countDown();
        };
        try (NastyServer server = new NastyServer(script);
                Transport transport = once(server, Duration.ofSeconds(20))) {
            transport.send(TestService.get().streamed().build()).open().close();

            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
