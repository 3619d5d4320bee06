package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivityStreamTest {
    private static final List<String> IDS = Stream.of(1, 2, 3, 4)
            .map(n -> "00000000-0000-0000-0000-00000000000" + n)
            .toList();

    private static JsonObject row(String id, long events) {
        return JsonObject.of(
                Map.of("id", id, "total_events", events, "last_seen", "2026-01-0" + events + "T00:00:00Z"));
    }

    @Test
    void of_joinsPersonsWithTheirEventsAndPassesOverEventsOfNobody() {
        ActivityStream stream = new ActivityStream(List.of(row(IDS.get(0), 1), row(IDS.get(1), 2), row(IDS.get(3), 4))
                .iterator());

        assertThat(stream.of(IDS.get(1))).isEqualTo(new Activity(2, 0, Instant.parse("2026-01-02T00:00:00Z")));
        assertThat(stream.of(IDS.get(2))).isEqualTo(Activity.NONE);
        assertThat(stream.of(IDS.get(3)).events()).isEqualTo(4);
        assertThat(stream.of("00000000-0000-0000-0000-000000000009")).isEqualTo(Activity.NONE);
    }

    @Test
    void of_whenTheServerOrdersOtherwise_failsInsteadOfCountingForTheWrongPerson() {
        ActivityStream stream = new ActivityStream(
                List.of(row(IDS.get(2), 1), row(IDS.get(0), 2)).iterator());

        assertThatThrownBy(() -> stream.of(IDS.get(3)))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("order");
    }
}
