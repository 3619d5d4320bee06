package io.tajo.examples.benchmarks;

import brevo.ApiClient;
import brevo.ApiException;
import brevo.Configuration;
import brevo.auth.ApiKeyAuth;
import brevoApi.ContactsApi;
import brevoModel.CreateContact;
import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.client.RateLimitStrategy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Upserts of one contact a second on one thread, unpaced: by this library, by Brevo's, and by the JDK's client alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UpsertBenchmark {
    private static final String BODY = "{\"email\":\"ada@example.com\",\"attributes\":{\"FIRSTNAME\":\"Ada\",\"PLAN\":\"pro\"},"
            + "\"updateEnabled\":true}";

    private ContactServer server;
    private BrevoClient ours;
    private ContactsApi theirs;
    private HttpClient bare;
    private URI contacts;

    @Setup
    public void open() throws IOException {
        server = ContactServer.start();
        contacts = URI.create(server.address() + "/contacts");
        ours = BrevoClient.builder()
                .host(server.address())
                .apiKey("benchmark")
                .rateLimit(RateLimitStrategy.unlimited())
                .build();
        ApiClient client = Configuration.getDefaultApiClient();
        client.setBasePath(server.address());
        ((ApiKeyAuth) client.getAuthentication("api-key")).setApiKey("benchmark");
        theirs = new ContactsApi();
        bare = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @TearDown
    public void close() {
        ours.close();
        server.close();
    }

    @Benchmark
    public Object brevoClient() {
        return ours.contacts()
                .upsert(ContactUpsert.builder()
                        .email("ada@example.com")
                        .attribute("FIRSTNAME", "Ada")
                        .attribute("PLAN", "pro")
                        .build());
    }

    /** Brevo's own library. */
    @Benchmark
    public Object brevoSdk() throws ApiException {
        CreateContact contact = new CreateContact();
        contact.setEmail("ada@example.com");
        contact.setAttributes(Map.of("FIRSTNAME", "Ada", "PLAN", "pro"));
        contact.setUpdateEnabled(true);
        return theirs.createContact(contact);
    }

    /** The same bytes by {@link HttpClient#send}, and nothing around it. */
    @Benchmark
    public Object bareSend() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(contacts)
                .header("Content-Type", "application/json")
                .header("api-key", "benchmark")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return bare.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
