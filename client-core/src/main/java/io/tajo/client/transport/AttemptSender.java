package io.tajo.client.transport;

import io.tajo.client.ConfigurationException;
import io.tajo.client.Credentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends one attempt and waits for the whole answer, the body included, until one deadline. Safe for any thread. */
final class AttemptSender {
    private final String service;
    private final String userAgent;
    private final BaseUri base;
    private final Credentials credentials;

    AttemptSender(String service, String userAgent, BaseUri base, Credentials credentials) {
        this.service = service;
        this.userAgent = userAgent;
        this.base = base;
        this.credentials = credentials;
    }

    Answer send(HttpClient client, HttpCall call, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpResponse<BodyCollector> response = client.send(request(call, timeout), info -> new BodyCollector());
        if (call.streamed() && response.statusCode() / 100 == 2) {
            return Answer.streamed(
                    call.route(), response.statusCode(), response.headers(), new BodyStream(response.body(), timeout));
        }
        byte[] body = response.body().await(deadline, call.maxBody());
        return new Answer(call.route(), response.statusCode(), response.headers(), body);
    }

    private HttpRequest request(HttpCall call, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri(base))
                // One connection pool behaves the same for every server, and no proxy trips over an upgrade to h2c.
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(timeout)
                .header("User-Agent", userAgent)
                .header("Accept", "application/json, */*;q=0.5")
                // Of a file the caller wants the bytes that it is made of.
                .header("Accept-Encoding", call.streamed() ? "identity" : "gzip");
        byte[] body = call.body();
        if (body == null) {
            request.method(call.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(call.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        }
        call.headers().forEach(request::header);
        if (call.authorized()) credentials.authorize((name, value) -> request.header(name, checked(name, value)));
        return request.build();
    }

    /** The JDK prints a value that it refuses, and so the key, in its exception. */
    private String checked(String name, String value) {
        boolean clean = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (clean && !value.isEmpty()) return value;
        throw new ConfigurationException("The credentials for " + service + " put characters into the header " + name
                + " that no header may hold. Build them from a Secret, which checks them.");
    }
}
