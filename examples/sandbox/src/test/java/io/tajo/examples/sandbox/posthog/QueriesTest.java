package io.tajo.examples.sandbox.posthog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.QueryEngine;
import io.tajo.examples.sandbox.hogql.QueryTime;
import io.tajo.examples.sandbox.hogql.Result;
import io.tajo.examples.sandbox.hogql.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final QueryTime TIME = new QueryTime(NOW, ZoneOffset.UTC);
    private static final UUID LOW = UUID.fromString("ffffffff-0000-0000-0000-000000000001");
    private static final UUID HIGH = UUID.fromString("00000000-0000-0000-8000-000000000001");

    private final PostHogState state = new PostHogState();
    private final QueryEngine engine = new QueryEngine(state::table, (cohort, person) -> false, state::version);

    @BeforeEach
    void seed() {
        Map<String, Object> odd = new HashMap<>();
        odd.put("email", " Ada@Example.com ");
        odd.put("bio", "says \"hi\"\nand \\o/");
        odd.put("score", 7);
        odd.put("tags", List.of("a", 1));
        odd.put("gone", null);
        odd.put("deep", Map.of("er", true));
        state.add(new PersonRecord(HIGH, "d1", NOW.minusSeconds(60), odd));
        state.add(new PersonRecord(LOW, "d2", NOW.minusSeconds(30), Map.of("email", "bob@example.com", "plan", "pro")));
        state.addEvents(List.of(event("signup", HIGH, 3), event("view", HIGH, 2), event("view", LOW, 400 * 24)));
    }

    private static EventRecord event(String name, UUID person, int hoursAgo) {
        return new EventRecord(UUID.randomUUID(), name, person, "d", NOW.minusSeconds(hoursAgo * 3_600L), Map.of());
    }

    private List<List<Object>> ask(String text, Map<String, Object> values) {
        Result result = engine.run(text, values, TIME);
        return result.rows().stream()
                .map(row -> Arrays.stream(row)
                        .map(value -> Values.shown(value, ZoneOffset.UTC))
                        .toList())
                .toList();
    }

    private Object first(String text) {
        return ask(text, Map.of()).get(0).get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT count() FROM persons | 2",
                "SELECT properties.score FROM persons WHERE properties.score IS NOT NULL | 7.0",
                "SELECT JSONExtractRaw(properties, 'score') FROM persons ORDER BY id DESC | 7",
                "SELECT JSONExtractRaw(properties, 'deep') FROM persons ORDER BY id DESC | {\"er\":true}",
                "SELECT JSONExtractRaw(properties, 'gone') FROM persons ORDER BY id DESC | null",
                "SELECT JSONExtractRaw(properties, 'none') = '' FROM persons | true",
                "SELECT properties.`tags` FROM persons WHERE properties.tags IS NOT NULL | [\"a\",1]",
                "SELECT properties.deep.er FROM persons WHERE properties.deep IS NOT NULL | true",
                "SELECT properties.bio FROM persons WHERE notEmpty(properties.bio) | says \\\"hi\\\"\\nand \\\\o/",
                "SELECT lower(trim(properties.email)) AS e FROM persons ORDER BY e | ada@example.com",
                "SELECT coalesce(properties.plan, 'none') p FROM persons ORDER BY p | none",
                "SELECT event FROM events GROUP BY event HAVING count() > 1 | view",
                "SELECT max(timestamp) FROM events | 2026-05-31T22:00:00.000000Z",
                "SELECT count() FROM events WHERE timestamp > now() - INTERVAL 30 DAY | 2",
                "SELECT count() FROM events WHERE timestamp >= toDateTime('2026-05-31T21:00:00Z') | 2",
                "SELECT count(DISTINCT person_id) FROM events | 2",
                "SELECT 1 + 2 * 3 -- a comment | 7",
                "SELECT id FROM persons ORDER BY id DESC | 00000000-0000-0000-8000-000000000001",
                "SELECT count() FROM persons WHERE id > 'ffffffff-0000-0000-0000-000000000001' | 1",
                "SELECT count() FROM persons WHERE (created_at, id) > ('2026-05-31 23:59:00', '00000000-0000-0000-8000-000000000001') | 1",
                "SELECT count() FROM events WHERE event IN ('view', 'other') AND NOT event = 'x' | 2",
                "SELECT properties.plan FROM persons ORDER BY properties.plan | pro",
                "SELECT count() FROM persons WHERE properties.plan != 'free' | 2",
                "SELECT count() FROM persons WHERE NOT (properties.plan = 'pro') | 1",
                "SELECT count() FROM persons WHERE properties.plan NOT IN ('free', 'pro') | 1",
                "SELECT count() FROM persons WHERE properties.plan > 'a' | 1",
                "SELECT count() FROM persons WHERE NOT properties.gone | 0",
                "SELECT count() FROM persons WHERE properties.gone = NULL | 2",
                "SELECT count() FROM persons WHERE properties.email ILIKE '%ADA@%' | 1",
                "SELECT count() FROM persons WHERE properties.plan NOT LIKE 'p%' | 1",
                "SELECT count() FROM persons WHERE NOT (id IN COHORT 1) | 2",
                "SELECT count() FROM persons WHERE id NOT IN COHORT 1 | 2",
                "SELECT count() FROM events WHERE timestamp BETWEEN now() - INTERVAL 1 MONTH AND now() | 2",
                "SELECT now() - INTERVAL 1 MONTH | 2026-05-01T00:00:00.000000Z",
                "SELECT multiIf(properties.score = 7, 'seven', properties.plan = 'pro', 'pro', 'none') m FROM persons ORDER BY m | pro",
                "SELECT groupArray(event) FROM (SELECT event FROM events ORDER BY event) | [signup, view, view]",
                "SELECT groupUniqArray(event) FROM (SELECT event FROM events ORDER BY event) | [signup, view]",
                "SELECT has([1, 2], 2) AND NOT has(['a'], 'b') | true"
            })
    void run_answersAsClickHouseWould(String query, String expected) {
        assertThat(String.valueOf(first(query))).isEqualTo(expected);
    }

    @Test
    void run_ofAPageBehindAKey_readsTheWrapperThatTheLibrarySends() {
        String wrapped =
                "SELECT * FROM (\nSELECT person_id AS id, count() AS n FROM events GROUP BY person_id -- by person\n"
                        + ") AS page WHERE `id` > {after_key} ORDER BY `id` ASC LIMIT 10";

        assertThat(ask(wrapped, Map.of("after_key", LOW.toString()))).isEqualTo(List.of(List.of(HIGH.toString(), 2L)));
    }

    @Test
    void run_tellsTheTypeOfEachColumn() {
        String text = "SELECT id, created_at AS c, properties.plan, properties, count() AS n, max(created_at) AS m, "
                + "groupArray(id) AS ids, lower(toString(id)) AS t, coalesce(properties.plan, '') AS p, "
                + "toInt(properties.score) AS s, is_identified AS i FROM persons GROUP BY id";

        assertThat(engine.run("SELECT * FROM (" + text + ")", Map.of(), TIME).types())
                .containsExactly(
                        "UUID",
                        "DateTime64(6, 'UTC')",
                        "Nullable(String)",
                        "String",
                        "UInt64",
                        "DateTime64(6, 'UTC')",
                        "Array(UUID)",
                        "String",
                        "String",
                        "Nullable(Int64)",
                        "Bool");
    }

    @Test
    void run_ofPagesBehindAKey_readsEachRowOnceAndSeesWhatCameMeanwhile() {
        String inner = "SELECT * FROM (\nSELECT uuid, timestamp FROM events WHERE event = {event}\n) AS page";
        String order = " ORDER BY `timestamp` ASC, `uuid` ASC LIMIT 1";
        String keyless = "isNull(`timestamp`) OR isNull(`uuid`)";
        List<List<Object>> first = ask(
                inner + " ORDER BY " + keyless + " DESC, `timestamp` ASC, `uuid` ASC LIMIT 1", Map.of("event", "view"));
        state.addEvents(List.of(event("view", LOW, 1)));
        String behind = inner + " WHERE NOT (" + keyless + ") AND (`timestamp`, `uuid`) > "
                + "(toDateTime({after_key_1}), {after_key_2})" + order;

        List<Object> times = new ArrayList<>();
        List<List<Object>> page = first;
        while (!page.isEmpty()) {
            times.add(page.get(0).get(1));
            page = ask(
                    behind,
                    Map.of(
                            "event",
                            "view",
                            "after_key_1",
                            page.get(0).get(1),
                            "after_key_2",
                            page.get(0).get(0)));
        }

        assertThat(times).hasSize(3).isSorted().contains("2026-05-31T23:00:00.000000Z");
    }

    @Test
    void run_ofPagesOverManyEvents_sortsThemOnce() {
        List<EventRecord> many = new ArrayList<>();
        for (int i = 0; i < 160_000; i++) many.add(event("many", HIGH, i % 1_000));
        state.addEvents(many);
        String inner = "SELECT * FROM (\nSELECT uuid, timestamp FROM events WHERE event = 'many'\n) AS page";
        Map<String, Object> values = new HashMap<>();
        values.put("after_key_1", "1970-01-01T00:00:00Z");
        values.put("after_key_2", HIGH.toString());
        int rows = 0;
        for (int page = 0; page < 16; page++) {
            List<List<Object>> answer = ask(
                    inner + " WHERE NOT (isNull(timestamp) OR isNull(uuid)) AND (timestamp, uuid) > "
                            + "(toDateTime({after_key_1}), {after_key_2}) ORDER BY timestamp ASC, uuid ASC LIMIT 10000",
                    values);
            rows += answer.size();
            values.put("after_key_1", answer.get(answer.size() - 1).get(1));
            values.put("after_key_2", answer.get(answer.size() - 1).get(0));
        }

        assertThat(rows).isEqualTo(160_000);
    }

    @Test
    void run_withoutALimit_answersAHundredRows() {
        for (int i = 0; i < 150; i++) state.add(new PersonRecord(UUID.randomUUID(), "d", NOW, Map.of()));

        assertThat(ask("SELECT id FROM persons", Map.of())).hasSize(100);
        assertThat(ask("SELECT id FROM persons LIMIT 120", Map.of())).hasSize(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "SELECT nonsense FROM persons",
                "SELECT x( FROM persons",
                "SELECT id FROM nowhere",
                "SELECT id FROM persons LIMIT 10 OFFSET 5",
                "SELECT frobnicate(id) FROM persons",
                "SELECT {unbound}",
                "SELECT 'open",
                "SELECT id FROM persons WHERE id > 'no uuid'"
            })
    void run_refusesWhatPostHogRefuses(String query) {
        assertThatThrownBy(() -> ask(query, Map.of())).isInstanceOf(HogQlException.class);
    }
}
