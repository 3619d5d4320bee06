package io.tajo.client.transport;

import io.tajo.client.ClientSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one {@link HttpClient} of a client: the caller's, which stays open, or ours. Safe for any thread. */
final class HttpClientHandle {
    private final AtomicReference<@Nullable HttpClient> client;
    private final boolean ours;
    private final String service;

    private HttpClientHandle(String service, HttpClient client, boolean ours) {
        this.service = service;
        this.client = new AtomicReference<>(client);
        this.ours = ours;
    }

    static HttpClientHandle open(String service, ClientSettings settings) {
        Optional<HttpClient> callers = settings.httpClient();
        return callers.map(given -> new HttpClientHandle(service, given, false))
                .orElseGet(() -> new HttpClientHandle(service, create(settings.connectTimeout()), true));
    }

    HttpClient get() {
        HttpClient open = client.get();
        if (open == null) throw new IllegalStateException("the " + service + " client is closed");
        return open;
    }

    /**
     * Lets go of the client. From JDK 21 on it is closed; before that it can't be, and its thread ends with the next
     * collection, which is why nothing here may keep a reference.
     */
    void close() {
        Object open = client.getAndSet(null);
        if (!ours || !(open instanceof AutoCloseable closeable)) return;
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client of " + service + " could not be closed", e);
        }
    }

    private static HttpClient create(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
