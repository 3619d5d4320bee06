package io.tajo.examples.acceptance;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.examples.sandbox.posthog.PersonRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A job with a small world for it, the same each time, in which faults are laid. */
enum FaultScenario {
    /** So few persons that they are upserted one by one. */
    FEW_PERSONS(12) {
        @Override
        SyncJob job() {
            return PersonSync.all();
        }
    },
    /** So many that they are imported. */
    MANY_PERSONS(80) {
        @Override
        SyncJob job() {
            return PersonSync.all();
        }
    },
    /** Some have another address than in an earlier run, and are to be renamed. */
    MOVED_PERSONS(30) {
        @Override
        SyncJob job() {
            return PersonSync.all();
        }

        @Override
        void prepare(SyncFixture stage) {
            stage.connector.run(job());
            List<PersonRecord> persons = stage.source().persons();
            for (int i = 0; i < 5; i++) {
                Map<String, Object> properties = new TreeMap<>(persons.get(i).properties());
                properties.put("email", "moved-" + i + "@example.com");
                stage.person(persons.get(i).id(), persons.get(i).createdAt(), properties);
            }
        }
    },
    /** Some have left the cohorts since an earlier run, and others have come. */
    MIRRORED_COHORTS(60) {
        @Override
        SyncJob job() {
            return CohortSync.of(1, 3).intoListsNamedAlike().mirror();
        }

        @Override
        void prepare(SyncFixture stage) {
            stage.connector.run(job());
            List<PersonRecord> persons = stage.source().persons();
            for (PersonRecord person : persons.subList(0, 15)) {
                Map<String, Object> properties = new TreeMap<>(person.properties());
                properties.put("plan", "pro".equals(properties.get("plan")) ? "free" : "pro");
                stage.person(person.id(), person.createdAt(), properties);
            }
        }
    },
    /** Decided locally, some of them in a cohort. */
    FLAGS(60) {
        @Override
        SyncJob job() {
            return FlagSync.of("for-pro")
                    .toAttribute("FOR_PRO")
                    .and("price-test")
                    .toAttribute("PRICE_TEST")
                    .and("cohort-by-hand")
                    .toAttribute("BY_HAND");
        }
    },
    /** The furthest step of each person. */
    FUNNEL(60) {
        @Override
        SyncJob job() {
            return FunnelSync.insight("fUnNeL01").stageTo("FUNNEL_STAGE");
        }
    },
    /** What recordings add up to. */
    REPLAYS(60) {
        @Override
        SyncJob job() {
            return ReplaySync.last(Duration.ofDays(30));
        }
    },
    /** What a query says. */
    QUERY(60) {
        @Override
        SyncJob job() {
            return QuerySync.hogQl("SELECT person.properties.email AS email, count() AS n FROM events GROUP BY email")
                    .map("n", "EVENTS")
                    .named("busy");
        }
    },
    /** Persons that PostHog exports when it is asked to. */
    EXPORT(60) {
        @Override
        SyncJob job() {
            Instant now = Instant.now();
            return ExportSync.onDemand(now.minus(Duration.ofDays(6)), now).named("export");
        }

        @Override
        void prepare(SyncFixture stage) {
            Instant lately = stage.sandbox.clock().now().minus(Duration.ofDays(1));
            stage.source().persons().forEach(person -> stage.source().touch(person.id(), lately));
        }
    },
    /** Events of persons who are contacts. */
    EVENTS(60) {
        @Override
        SyncJob job() {
            return EventSync.of("signup_completed", "purchase_completed")
                    .since(Duration.ofDays(60))
                    .named("events");
        }

        @Override
        void prepare(SyncFixture stage) {
            stage.connector.syncPersons(PersonSync.all());
        }
    };

    private static final FieldMapping MAPPING =
            FieldMapping.defaults().toBuilder().map("person_id", "EXT_ID").build();

    private final int persons;

    FaultScenario(int persons) {
        this.persons = persons;
    }

    abstract SyncJob job();

    SyncFixture open(Duration attemptTimeout) {
        SyncFixture stage = SyncFixture.open(
                60,
                sandbox -> sandbox.persons(persons).world(true).untidy(true).seed(7),
                attemptTimeout,
                connector ->
                        connector.ledger(Ledger.inMemory()).mapping(MAPPING).jobs(job()));
        prepare(stage);
        optOut(stage);
        stage.sandbox.calls().clear();
        return stage;
    }

    /** Somebody has opted out of everything, and somebody of a list: neither may come back, whatever goes wrong. */
    private static void optOut(SyncFixture stage) {
        stage.target().putContact("out@example.com", Map.of(), Set.of());
        stage.target().blocklist("out@example.com");
        stage.person(new UUID(1, 1), Map.of("email", "out@example.com", "plan", "pro"));
        long news = stage.target().createList("News");
        stage.target().putContact("left@example.com", Map.of(), Set.of(news));
        stage.target().unsubscribeFromList("left@example.com", news);
        stage.person(new UUID(1, 2), Map.of("email", "left@example.com", "plan", "pro"));
    }

    /** Does what must have happened before. */
    void prepare(SyncFixture stage) {}

    /** Returns what Brevo holds, but for the days, which move on while tests run. */
    static Map<String, Object> held(SyncFixture stage) {
        Map<String, Object> held = new TreeMap<>();
        stage.target().contacts().forEach(contact -> {
            Map<String, Object> attributes = new TreeMap<>(contact.attributes());
            attributes.replaceAll((name, value) ->
                    value instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\d") ? "a day" : value);
            List<String> lists = stage.target().lists().stream()
                    // Which contacts were imported, and not sent one by one, is no matter of the result.
                    .filter(list -> !list.name().equals("PostHog"))
                    .filter(list -> contact.listIds().contains(list.id()))
                    .map(list -> list.name())
                    .sorted()
                    .toList();
            held.put(
                    contact.email(),
                    List.of(
                            attributes,
                            lists,
                            contact.emailBlacklisted(),
                            contact.listUnsubscribed(),
                            String.valueOf(contact.extId())));
        });
        held.put("resubscriptions", stage.target().resubscriptions());
        List<String> events = new ArrayList<>();
        stage.target()
                .events()
                .forEach(event -> events.add(event.email() + " " + event.name() + " "
                        + event.properties().get("posthog_uuid")));
        held.put("events", events.stream().sorted().toList());
        return held;
    }
}
