package io.tajo.examples.sandbox.posthog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what a project has around its persons: cohorts, flags, a funnel, recordings, and purchases with amounts; the
 * same ones for the same seed.
 */
final class WorldSeeder {
    private static final List<String> STEPS = List.of("signup_completed", "feature_used", "purchase_completed");

    private final Random random;
    private final Instant now;

    WorldSeeder(long seed, Instant now) {
        // Another sequence than that of the persons, who stay the same with and without a world.
        this.random = new Random(~seed);
        this.now = now;
    }

    void fill(PostHogState state) {
        List<PersonRecord> persons = state.persons();
        addCohorts(state, persons);
        addFlags(state, persons);
        state.add(new InsightRecord(1, "fUnNeL01", funnel()));
        List<EventRecord> events = new ArrayList<>();
        List<RecordingRecord> recordings = new ArrayList<>();
        for (PersonRecord person : persons) {
            events.addAll(journey(person));
            for (int i = random.nextInt(3); i > 0; i--) recordings.add(recording(person));
        }
        state.addEvents(events);
        state.addRecordings(recordings);
    }

    private static void addCohorts(PostHogState state, List<PersonRecord> persons) {
        long id = 1;
        for (String plan : List.of("free", "starter", "pro", "enterprise")) {
            state.add(CohortRecord.where(id++, "Plan " + plan, "plan", plan));
        }
        for (String browser : List.of("Chrome", "Firefox", "Safari")) {
            state.add(CohortRecord.where(id++, "With " + browser, "$browser", browser));
        }
        for (String system : List.of("Linux", "iOS")) {
            state.add(CohortRecord.where(id++, "On " + system, "$os", system));
        }
        state.add(CohortRecord.where(id++, "Nobody", "plan", "no such plan"));
        state.add(CohortRecord.of(
                id++,
                "Invited by hand",
                persons.stream().limit(10).map(PersonRecord::id).collect(Collectors.toSet())));
        state.add(CohortRecord.where(id, "Still counting", "plan", "pro").stillCalculating());
    }

    private static void addFlags(PostHogState state, List<PersonRecord> persons) {
        long id = 1;
        for (String plan : List.of("free", "starter", "pro")) {
            state.add(FlagRecord.where(id++, "for-" + plan, "plan", plan));
        }
        state.add(FlagRecord.where(id++, "for-safari", "$browser", "Safari"));
        for (int percent : new int[] {0, 10, 50, 100}) {
            state.add(FlagRecord.rollout(id++, "rollout-" + percent, percent));
        }
        for (String test : List.of("price", "banner", "tour")) {
            state.add(FlagRecord.variants(id++, test + "-test", "control", "test"));
        }
        state.add(FlagRecord.inCohort(id++, "cohort-enterprise", 4));
        state.add(FlagRecord.inCohort(id++, "cohort-chrome", 5));
        state.add(FlagRecord.inCohort(id++, "cohort-by-hand", 11));
        // An operator that only the server knows.
        Map<String, Object> condition =
                Map.of("key", "logins", "type", "person", "operator", "between", "value", List.of(1, 2));
        List<String> on =
                persons.stream().limit(5).map(PersonRecord::distinctId).toList();
        state.add(new FlagRecord(
                id,
                "server-only",
                Map.of("groups", List.of(Map.of("properties", List.of(condition), "rollout_percentage", 100))),
                on));
    }

    private static Map<String, Object> funnel() {
        List<Map<String, Object>> series = STEPS.stream()
                .map(event -> Map.<String, Object>of("kind", "EventsNode", "event", event))
                .toList();
        Map<String, Object> filter = Map.of("funnelWindowInterval", 14, "funnelWindowIntervalUnit", "day");
        return Map.of(
                "kind",
                "InsightVizNode",
                "source",
                Map.of(
                        "kind",
                        "FunnelsQuery",
                        "series",
                        series,
                        "dateRange",
                        Map.of("date_from", "-30d"),
                        "funnelsFilter",
                        filter));
    }

    /** Takes the person some of the funnel's steps along, a day or so apart. */
    private List<EventRecord> journey(PersonRecord person) {
        List<EventRecord> events = new ArrayList<>();
        Instant moment = now.minus(Duration.ofDays(10 + random.nextInt(15)));
        int steps = random.nextInt(STEPS.size() + 1);
        for (String name : STEPS.subList(0, steps)) {
            Map<String, @Nullable Object> properties = new LinkedHashMap<>();
            if (name.equals("purchase_completed")) {
                properties.put("amount", (100 + random.nextInt(50_000)) / 100.0);
                properties.put("currency", "EUR");
            }
            events.add(new EventRecord(uuid(), name, person.id(), person.distinctId(), moment, properties));
            moment = moment.plus(Duration.ofMinutes(1 + random.nextInt(2 * 24 * 60)));
        }
        return events;
    }

    private RecordingRecord recording(PersonRecord person) {
        return new RecordingRecord(
                "session-" + uuid(),
                person.id(),
                now.minus(Duration.ofMinutes(60 + random.nextInt(29 * 24 * 60))),
                Duration.ofSeconds(1 + random.nextInt(1_800)),
                random.nextInt(200),
                random.nextInt(500),
                random.nextInt(4));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
