package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedRowsTest {

    private static Answer answer(String json) {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new Answer("POST /query/", 200, none, json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rows_keepNumbersExactlyAndFindTheirEnvelopeOnBothSides() {
        StreamedRows rows = Json.rows(
                answer(
                        "{\"hasMore\":true,\"results\":[[9007199254740993,1.10],[null,\"x\"]],\"columns\":[\"a\",\"b\"]}"),
                "results");

        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.envelope().list("columns")).hasValue(List.of("a", "b"));
        assertThat(rows.envelope().bool("hasMore")).hasValue(true);
        assertThat(rows).element(0).isEqualTo(List.of(9_007_199_254_740_993L, new BigDecimal("1.10")));
        assertThat(rows).element(1).isEqualTo(Arrays.asList(null, "x"));
    }

    @Test
    void rows_areFoundInsideOtherObjects() {
        StreamedRows rows = Json.rows(
                answer("{\"x\":{\"results\":[[0]]},\"query_status\":{\"id\":\"q\",\"results\":{\"columns\":[\"a\"],"
                        + "\"results\":[[1],[2]]}},\"y\":[1]}"),
                "query_status",
                "results",
                "results");

        assertThat(rows).containsExactly(List.of(1), List.of(2));
        assertThat(rows.envelope().list("columns")).hasValue(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[[1],[2]",
                "{\"results\":[[1],[2]]",
                "{\"results\":[[1],[2",
                "",
                "[]",
                "{}",
                "{\"results\":null}",
                "{\"results\":{}}",
                "{\"results\":[[1]],\"columns\":"
            })
    void rows_whenTheAnswerIsTruncatedOrHasNone_areNeverAShortRead(String body) {
        assertThatThrownBy(() -> Json.rows(answer(body), "results")).isInstanceOf(DecodingException.class);
    }
}
