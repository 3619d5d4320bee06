package io.tajo.examples.acceptance;

import io.tajo.connector.ConnectorBuilder;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Transforms;
import io.tajo.connector.report.SyncListener;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.examples.sandbox.posthog.EventRecord;
import io.tajo.examples.sandbox.posthog.FlagRecord;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import io.tajo.examples.sandbox.posthog.RecordingRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A project and an account as they are: typed properties, a time zone east of UTC, events of people without a profile and
 * late ones, shared addresses, and an account of twice the size that was in use before, by others too.
 */
final class RealisticWorld implements AutoCloseable {
    static final int PERSONS = 600;
    static final int CONTACTS = 2 * PERSONS;
    static final Duration YEAR = Duration.ofDays(365);
    static final List<String> PLANS = List.of("free", "pro", "team");

    final SyncFixture stage;
    final long everybody;
    final long dropped;
    final long pros;
    final long buyers;
    private final AtomicReference<Runnable> duringTheRun = new AtomicReference<>(() -> {});
    private final List<Long> lists = new ArrayList<>();
    private final Random random = new Random(11);
    private final Instant now;

    RealisticWorld() {
        stage = SyncFixture.open(sandbox -> sandbox.persons(0).timeZone(ZoneId.of("Europe/Paris")), this::settings);
        now = stage.sandbox.clock().now();
        persons();
        around();
        for (int i = 0; i < 12; i++) lists.add(stage.target().createList("Campaign " + i));
        everybody = stage.target().createList("Everybody");
        dropped = stage.target().createList("Dropped");
        pros = stage.target().createList("Pros");
        buyers = stage.target().createList("Buyers");
        account();
        stage.target().quirks().shareQuotas(0.5);
    }

    private ConnectorBuilder settings(ConnectorBuilder connector) {
        return connector
                .ledger(Ledger.inMemory())
                .mapping(FieldMapping.builder()
                        .map("name", "FIRSTNAME")
                        .map("plan", "PLAN")
                        .map("account", "ACCOUNT")
                        .map("newsletter", "NEWSLETTER")
                        .map("born", "BORN", Transforms.date())
                        .map("address.city", "CITY")
                        .map("total_events", "EVENT_COUNT")
                        .map("last_seen", "LAST_SEEN")
                        .map("cohort_names", "POSTHOG_COHORTS")
                        .build())
                .listener(new SyncListener() {
                    @Override
                    public void read(SyncJob job, long persons) {
                        duringTheRun.getAndSet(() -> {}).run();
                    }
                });
    }

    List<SyncJob> jobs() {
        return List.of(
                PersonSync.all().intoList(everybody),
                CohortSync.all().intoListsNamedAlike().mirror(),
                FlagSync.of("pro").toAttribute("IS_PRO").intoList(pros),
                FunnelSync.steps("signup_completed", "purchase_completed")
                        .lastDays(365)
                        .droppedBefore(2)
                        .intoList(dropped)
                        .stageTo("STAGE"),
                ReplaySync.last(Duration.ofDays(30)).attribute(ReplayTotal.RECORDINGS, "RECORDINGS"),
                QuerySync.hogQl("SELECT person.properties.email AS email, count() AS n FROM events "
                                + "WHERE event = 'purchase_completed' GROUP BY email HAVING n >= 2 ORDER BY n DESC;")
                        .map("n", "PURCHASES")
                        .intoList(buyers)
                        .named("buyers"),
                EventSync.of("purchase_completed").since(YEAR).properties("amount", "order"));
    }

    private void persons() {
        for (int i = 0; i < PERSONS; i++) {
            Map<String, Object> properties = new LinkedHashMap<>();
            address(i).ifPresent(address -> properties.put("email", address));
            properties.put("name", "Zoë " + i);
            properties.put("plan", plan(i));
            // The first value makes it Numeric: texts among them are lost by properties.account.
            properties.put("account", i % 4 == 0 ? (Object) (10_000 + i) : i % 4 == 1 ? "0" + i : "acct-" + i);
            if (i % 3 > 0) properties.put("newsletter", i % 3 == 1 ? (Object) true : "weekly");
            if (i % 2 == 0) properties.put("born", "19" + (60 + i % 40) + "-03-0" + (1 + i % 9));
            if (i % 5 > 0) properties.put("address", Map.of("city", i % 2 == 0 ? "Lyon" : "Köln \"Süd\""));
            stage.source()
                    .add(new PersonRecord(id(i), "user-" + i, now.minus(Duration.ofHours(30L * (i + 1))), properties));
        }
    }

    static UUID id(int number) {
        return new UUID(0x5bd1e995L * (number + 1), 0x9E3779B97F4A7C15L * (number + 1));
    }

    private static Optional<String> address(int number) {
        if (number % 9 == 3) return Optional.empty();
        return Optional.of(
                switch (number % 25) {
                    case 7 -> "  P" + number + "@Example.COM\n";
                    case 11 -> "p" + (number - 1) + "@example.com";
                    case 19 -> "not an address";
                    default -> "p" + number + "@example.com";
                });
    }

    /** Persons who share an address are of one plan. */
    static String plan(int number) {
        int one = number % 25 == 11 ? number - 1 : number;
        return PLANS.get(one % PLANS.size());
    }

    private void around() {
        long id = 41;
        for (String plan : PLANS) stage.source().add(CohortRecord.where(id++, "Plan " + plan, "plan", plan));
        stage.source().add(FlagRecord.where(1, "pro", "plan", "pro"));
        List<EventRecord> events = new ArrayList<>();
        List<RecordingRecord> recordings = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            if (i % 25 == 11) continue;
            Instant begin = now.minus(Duration.ofHours(2L + random.nextInt(20 * 24)));
            if (i % 4 > 0) events.add(event(id(i), "signup_completed", begin));
            for (int p = 0; p < i % 4 - 1; p++) {
                EventRecord bought = event(id(i), "purchase_completed", begin.plus(Duration.ofMinutes(10 + p)));
                boolean late = i % 7 == 0 && begin.isBefore(now.minus(Duration.ofDays(2)));
                events.add(late ? bought.arrivedAt(begin.plus(Duration.ofDays(2))) : bought);
            }
            // A third of all events belongs to people without a profile.
            events.add(event(new UUID(1, i), "signup_completed", begin));
            if (i % 6 == 0) {
                recordings.add(new RecordingRecord("s-" + i, id(i), begin, Duration.ofSeconds(9), 1, 1, 0));
            }
        }
        stage.source().addEvents(events);
        stage.source().addRecordings(recordings);
    }

    private EventRecord event(UUID person, String name, Instant when) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("amount", random.nextInt(1_000));
        properties.put("order", "A-00" + random.nextInt(1_000));
        return new EventRecord(new UUID(random.nextLong(), random.nextLong()), name, person, "d", when, properties);
    }

    /** Every other contact is a person's; they hold what an earlier integration left. */
    private void account() {
        for (String name : List.of("PLAN", "ACCOUNT", "NEWSLETTER", "CITY"))
            stage.target().addAttribute(name, "text");
        stage.target().addAttribute("BORN", "date");
        stage.target().addAttribute("EVENT_COUNT", "float");
        for (int i = 0; i < CONTACTS; i++) {
            String address = i % 2 == 0 ? "p" + i / 2 + "@example.com" : "lead." + i + "@example.com";
            Map<String, Object> held = new HashMap<>();
            if (i % 3 == 0) held.put("PLAN", plan(i / 2));
            if (i % 3 == 1) held.put("PLAN", "stale");
            if (i % 5 == 0) held.put("CITY", "Elsewhere");
            if (i % 7 == 0) held.put("EVENT_COUNT", 99);
            Set<Long> member = new TreeSet<>();
            for (Long list : lists) if (random.nextInt(4) == 0) member.add(list);
            if (i % 10 == 0) member.add(everybody);
            stage.target().putContact(address, held, member);
            if (i % 17 == 0) stage.target().blocklist(address);
            if (i % 13 == 0) stage.target().unsubscribeFromList(address, i % 26 == 0 ? everybody : pros);
        }
    }

    /** Lets some contacts leave lists, and some opt out of everything, once the next run has read them. */
    void letSomeOptOutDuringTheRun() {
        duringTheRun.set(() -> {
            for (int i = 0; i < PERSONS; i += 15) {
                stage.target().unsubscribeFromList("p" + i + "@example.com", everybody);
                stage.target().unsubscribeFromList("p" + (i + 4) + "@example.com", dropped);
                stage.target().blocklist("p" + (i + 1) + "@example.com");
            }
        });
    }

    /** Returns the number of a person by its id. */
    static Map<UUID, Integer> numbers() {
        Map<UUID, Integer> numbers = new TreeMap<>();
        for (int i = 0; i < PERSONS; i++) numbers.put(id(i), i);
        return numbers;
    }

    @Override
    public void close() {
        stage.close();
    }
}
