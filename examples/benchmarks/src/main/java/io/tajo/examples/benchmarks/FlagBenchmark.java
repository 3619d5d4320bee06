package io.tajo.examples.benchmarks;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import io.tajo.posthog.flags.LocalFlags;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Flag decisions a second on one thread: ten flags for one person after another, by this library and by PostHog's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FlagBenchmark {
    private static final int FLAGS = 10;
    /** More persons than PostHog's library remembers the answers for. */
    private static final int PERSONS = 10_000;

    private final List<FlagContext> contexts = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private DefinitionServer server;
    private PostHogClient ours;
    private LocalFlags local;
    private PostHogInterface theirs;
    private int next;

    @Setup
    public void open() throws IOException, InterruptedException {
        for (int i = 0; i < FLAGS; i++) keys.add("flag-" + i);
        for (int i = 0; i < PERSONS; i++) contexts.add(person(i));
        server = new DefinitionServer();
        ours = PostHogClient.builder()
                .host(server.address())
                .personalApiKey("phx_benchmark")
                .projectToken("phc_benchmark")
                .projectId("1")
                .build();
        local = ours.flags().local();
        local.refresh();
        theirs = openTheirs();
        requireTheSameAnswers();
    }

    private PostHogInterface openTheirs() throws InterruptedException {
        PostHogConfig config = PostHogConfig.builder("phc_benchmark")
                .host(server.address())
                .build();
        config.setLocalEvaluation(true);
        config.setPersonalApiKey("phx_benchmark");
        config.setSendFeatureFlagEvent(false);
        config.setPollIntervalSeconds(3_600);
        PostHogInterface client = PostHog.with(config);
        // It fetches the definitions on a thread of its own.
        for (int i = 0; i < 100 && client.getFeatureFlag("warm-up", "flag-0") == null; i++) Thread.sleep(100);
        return client;
    }

    private static FlagContext person(int number) {
        return FlagContext.of("person-" + number)
                .properties(Map.of(
                        "email", "user" + number + "@example.com",
                        "plan", List.of("free", "pro", "team").get(number % 3),
                        "logins", number % 100,
                        "country", number % 2 == 0 ? "DE" : "US"));
    }

    /** A comparison of two libraries that disagree would compare nothing. */
    private void requireTheSameAnswers() {
        int wrong = 0;
        for (FlagContext person : contexts.subList(0, 1_000)) {
            for (String key : keys) {
                FlagValue value = local.evaluate(key, person);
                Object expected = value.variant().<Object>map(variant -> variant).orElse(value.isEnabled());
                if (!value.isDecided() || !expected.equals(ask(key, person))) wrong++;
            }
        }
        if (wrong > 0) throw new IllegalStateException(wrong + " answers of 10,000 differ between the two libraries");
    }

    private Object ask(String key, FlagContext person) {
        return theirs.getFeatureFlag(person.distinctId(), key, null, null, person.properties(), null);
    }

    @TearDown
    public void close() {
        theirs.close();
        ours.close();
        server.close();
    }

    /** All flags of a person at once. */
    @Benchmark
    @OperationsPerInvocation(FLAGS)
    public Object oursAllFlags() {
        return local.evaluateAll(nextPerson());
    }

    /** One flag after another, as the other library is asked. */
    @Benchmark
    @OperationsPerInvocation(FLAGS)
    public void oursOneByOne(Blackhole hole) {
        FlagContext person = nextPerson();
        for (String key : keys) hole.consume(local.evaluate(key, person));
    }

    /** PostHog's own library for servers. */
    @Benchmark
    @OperationsPerInvocation(FLAGS)
    public void postHogServer(Blackhole hole) {
        FlagContext person = nextPerson();
        for (String key : keys) hole.consume(ask(key, person));
    }

    private FlagContext nextPerson() {
        next = (next + 1) % PERSONS;
        return contexts.get(next);
    }
}
