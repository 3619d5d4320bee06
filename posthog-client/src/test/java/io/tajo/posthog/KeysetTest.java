package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysetTest extends QueryServerTest {
    private static final HogQl EVENTS = HogQl.of("SELECT timestamp, uuid FROM events -- all of them")
            .keyset("timestamp", "uuid")
            .pageSize(2);
    private static final String TYPES =
            ",\"columns\":[\"timestamp\",\"uuid\"],\"types\":[[\"timestamp\",\"DateTime64(6, 'UTC')\"],[\"uuid\",\"UUID\"]]}";

    private List<String> uuids(HogQl query) {
        return client.query().rows(query).stream()
                .map(row -> row.text("uuid").orElseThrow())
                .toList();
    }

    @Test
    void rows_byATupleOfKeys_loseNoneOfThoseWithTheSameTime() {
        String moment = "2026-01-02T03:04:05.678901+02:00";
        answer(
                okJson("{\"results\":[[\"" + moment + "\",\"a\"],[\"" + moment + "\",\"b\"]]" + TYPES),
                okJson("{\"results\":[[\"" + moment + "\",\"c\"]]" + TYPES),
                okJson("{\"results\":[]" + TYPES));

        assertThat(uuids(EVENTS)).containsExactly("a", "b", "c");

        assertThat(texts().get(0))
                .isEqualTo("SELECT * FROM (\nSELECT timestamp, uuid FROM events -- all of them\n) AS page "
                        + "ORDER BY isNull(`timestamp`) OR isNull(`uuid`) DESC, `timestamp` ASC, `uuid` ASC LIMIT 2");
        assertThat(texts().get(1))
                .endsWith(" AS page WHERE NOT (isNull(`timestamp`) OR isNull(`uuid`)) AND (`timestamp`, `uuid`) > "
                        + "(toDateTime({after_key_1}), {after_key_2}) ORDER BY `timestamp` ASC, `uuid` ASC LIMIT 2");
        assertThat(asked().get(2).object("values").orElseThrow().toMap())
                .isEqualTo(Map.of("after_key_1", moment, "after_key_2", "c"));
    }

    @Test
    void rows_afterAKey_beginBehindIt() {
        answer(rows("c"), rows());

        assertThat(read(IDS.after("b"))).containsExactly("c");

        assertThat(texts().get(0)).endsWith(" AS page WHERE `id` > {after_key} ORDER BY `id` ASC LIMIT 40000");
        assertThat(asked().get(0).object("values").orElseThrow().toMap()).isEqualTo(Map.of("after_key", "b"));
        assertThatThrownBy(() -> EVENTS.after("b")).hasMessageContaining("read by 2 columns");
    }

    @Test
    void rows_handTheLastKeyBackInTheSpellingAndTheKindThatItCameIn() {
        answer(rows("0190-ABCD"), rows());
        read(IDS);
        assertThat(asked().get(1).object("values").orElseThrow().toMap()).containsEntry("after_key", "0190-ABCD");

        answer(okJson("{\"results\":[[9007199254740993]],\"columns\":[\"id\"]}"), rows());
        read(IDS);
        assertThat(asked().get(3).object("values").orElseThrow().toMap()).containsEntry("after_key", 9007199254740993L);
    }

    @Test
    void rows_whenTheKeyIsATime_compareItAsOne() {
        HogQl query = HogQl.of("SELECT day FROM days").keyset("day");
        String page = "{\"results\":[%s],\"columns\":[\"day\"],\"types\":[[\"day\",\"Nullable(DateTime)\"]]}";
        answer(okJson(page.formatted("[\"2026-01-02T00:00:00Z\"]")), okJson(page.formatted("")));

        assertThat(client.query().rows(query)).hasSize(1);

        assertThat(texts().get(1)).contains("WHERE `day` > toDateTime({after_key}) ORDER BY `day` ASC");
    }

    @Test
    void rows_whenTheAnswerSaysThatThereAreNoMore_askForNoEmptyPage() {
        answer(
                okJson("{\"results\":[[\"a\"],[\"b\"]],\"columns\":[\"id\"],\"hasMore\":true}"),
                okJson("{\"results\":[[\"c\"],[\"d\"]],\"columns\":[\"id\"],\"hasMore\":false}"));

        assertThat(ids(client.query().rows(IDS).iterator())).containsExactly("a", "b", "c", "d");

        assertThat(texts()).hasSize(2);
    }

    @Test
    void rows_countThoseWithoutAKey() {
        answer(
                okJson("{\"results\":[[null],[null],[\"a\"]],\"columns\":[\"id\"]}"),
                okJson("{\"results\":[[\"b\"]],\"columns\":[\"id\"]}"),
                rows());
        RowIterator rows = client.query().rows(IDS).iterator();

        assertThat(ids(rows)).containsExactly("a", "b");
        assertThat(rows.withoutKey()).isEqualTo(2);
        assertThat(texts()).hasSize(3);
    }

    @Test
    void rows_whenAWholePageHasNoKeys_countThemAllAndGoOnBehindThem() {
        answer(
                okJson("{\"results\":[[null],[null]],\"columns\":[\"id\"]}"),
                okJson("{\"results\":[[12345]],\"columns\":[\"keyless\"]}"),
                rows("a"),
                rows());
        RowIterator rows = client.query().rows(IDS).iterator();

        assertThat(ids(rows)).containsExactly("a");
        assertThat(rows.withoutKey()).isEqualTo(12_345);
        assertThat(texts().get(1))
                .isEqualTo("SELECT count() AS keyless FROM (\nSELECT id FROM persons\n) AS page WHERE isNull(`id`)");
        assertThat(texts().get(2)).contains("WHERE NOT (isNull(`id`)) ORDER BY `id` ASC");
    }

    @Test
    void rows_whenNoRowHasAKey_endWithTheirCount() {
        answer(
                okJson("{\"results\":[[null]],\"columns\":[\"id\"]}"),
                okJson("{\"results\":[[1]],\"columns\":[\"keyless\"]}"),
                rows());
        RowIterator rows = client.query().rows(IDS).iterator();

        assertThat(rows.hasNext()).isFalse();
        assertThat(rows.withoutKey()).isEqualTo(1);
    }

    @Test
    void rows_whenAKeyIsMissingBehindOthers_fail() {
        answer(rows("a"), okJson("{\"results\":[[null]],\"columns\":[\"id\"]}"));

        assertThatThrownBy(() -> read(IDS))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("without a key");
    }

    @Test
    void rows_whenTheTextDoesNotSelectTheKey_sayWhichColumnIsMissing() {
        answer(okJson("{\"results\":[[\"a\"]],\"columns\":[\"uuid\"]}"));

        assertThatThrownBy(() -> read(IDS))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("does not return the column id");
    }

    @Test
    void rows_keepTheTextsOwnOrderAndLimitWithinThePages() {
        answer(rows());

        read(HogQl.of("SELECT id FROM persons ORDER BY created_at DESC LIMIT 1000")
                .keyset("id"));

        assertThat(texts().get(0))
                .startsWith("SELECT * FROM (\nSELECT id FROM persons ORDER BY created_at DESC LIMIT 1000\n) AS page");
    }

    @Test
    void rows_whenAPageIsShorterThanItsLimit_goOn() {
        answer(rows("a"), rows("b"), rows("c"), rows());

        assertThat(read(IDS)).containsExactly("a", "b", "c");
    }

    private static List<String> ids(RowIterator rows) {
        List<String> ids = new ArrayList<>();
        for (RowIterator left = rows; left.hasNext(); ) {
            JsonObject row = left.next();
            ids.add(row.text("id").orElseThrow());
        }
        return ids;
    }
}
