package io.tajo.examples.sandbox.posthog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes up persons and their events, the same ones for the same seed. */
public final class Seeder {
    private static final List<String> NAMES = List.of(
            "Ada", "Grace", "Zoë", "Jürgen", "Chloé", "Søren", "Amélie", "Kenji", "Priya", "Mateo", "Nadia", "Ivo");
    private static final List<String> BROWSERS = List.of("Chrome", "Firefox", "Safari", "Edge");
    private static final List<String> SYSTEMS = List.of("Windows", "Mac OS X", "Linux", "iOS", "Android");
    private static final List<String> PLANS = List.of("free", "starter", "pro", "enterprise");
    private static final List<String> REFERRERS =
            List.of("https://www.google.com/", "https://news.ycombinator.com/", "$direct");
    private static final List<String> EVENTS =
            List.of("$pageview", "$pageview", "$pageview", "feature_used", "signup_completed", "purchase_completed");

    private final long seed;
    private final Random random;
    private final Instant now;
    private final int eventsPerPerson;

    /**
     * Creates a seeder.
     *
     * @param seed the seed
     * @param now the end of the year in which everything happens
     * @param eventsPerPerson how many events a person has on average
     */
    public Seeder(long seed, Instant now, int eventsPerPerson) {
        this.seed = seed;
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.HOURS);
        this.eventsPerPerson = eventsPerPerson;
    }

    /**
     * Fills a state.
     *
     * @param state the state
     * @param persons how many persons
     * @param untidy whether some lack an address, share one, or have it padded and in capitals
     */
    public void fill(PostHogState state, int persons, boolean untidy) {
        List<EventRecord> events = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            PersonRecord person = person(i, untidy);
            state.add(person);
            int count = eventsPerPerson == 0 ? 0 : random.nextInt(2 * eventsPerPerson + 1);
            for (int e = 0; e < count; e++) events.add(event(person));
        }
        state.addEvents(events);
    }

    /**
     * Adds what a project has around its persons: 12 cohorts, 15 feature flags, a saved funnel, recordings, and
     * purchases with amounts.
     *
     * @param state the state, with its persons
     */
    public void fillWorld(PostHogState state) {
        new WorldSeeder(seed, now).fill(state);
    }

    private PersonRecord person(int number, boolean untidy) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        String name = pick(NAMES);
        address(number, untidy, properties);
        properties.put("name", name + " " + number);
        properties.put("$browser", pick(BROWSERS));
        properties.put("$os", pick(SYSTEMS));
        properties.put("$initial_referrer", pick(REFERRERS));
        properties.put("plan", pick(PLANS));
        if (random.nextInt(3) > 0) properties.put("company", "Company \"" + random.nextInt(500) + "\" & Söhne");
        properties.put("logins", random.nextInt(1_000));
        Instant created = now.minus(Duration.ofMinutes(random.nextInt(2 * 365 * 24 * 60)));
        return new PersonRecord(uuid(), "user-" + number, created, properties);
    }

    private void address(int number, boolean untidy, Map<String, @Nullable Object> properties) {
        String address = "person." + number + "@example.com";
        int kind = untidy ? number % 25 : -1;
        switch (kind) {
            case 3 -> {
                // Seen, but never identified.
            }
            case 7 -> properties.put("email", "  Person." + number + "@Example.COM ");
            case 11 -> properties.put("email", "person." + (number - 1) + "@example.com");
            case 15 -> properties.put("$email", address);
            case 19 -> properties.put("email", "not an address");
            default -> properties.put("email", address);
        }
    }

    private EventRecord event(PersonRecord person) {
        Instant when = now.minus(Duration.ofSeconds(random.nextInt(360 * 24 * 60 * 60)));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("$current_url", "https://shop.example.com/" + random.nextInt(100));
        return new EventRecord(uuid(), pick(EVENTS), person.id(), person.distinctId(), when, properties);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
