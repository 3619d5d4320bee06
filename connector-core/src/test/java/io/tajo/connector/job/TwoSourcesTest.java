package io.tajo.connector.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TwoSourcesTest {

    @Test
    void jobs_thatFillOneAttributeFromTwoSources_areRefused() {
        assertThatThrownBy(() -> QuerySync.hogQl("SELECT 1").map("a", "SCORE").map("b", "score"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SCORE has two sources, a and b");
        assertThatThrownBy(
                        () -> EventSync.of("bought").attribute("amount", "LAST").attribute("sum", "last"))
                .hasMessageContaining("LAST has two sources, amount and sum");
        assertThatThrownBy(
                        () -> FlagSync.of("one").toAttribute("FLAG").and("two").toAttribute("flag"))
                .hasMessageContaining("FLAG has two sources, flag one and flag two");
        assertThatThrownBy(() -> ReplaySync.last(Duration.ofDays(1))
                        .attribute(ReplayTotal.RECORDINGS, "REPLAYS")
                        .attribute(ReplayTotal.CLICKS, "replays"))
                .hasMessageContaining("REPLAYS has two sources");
    }
}
