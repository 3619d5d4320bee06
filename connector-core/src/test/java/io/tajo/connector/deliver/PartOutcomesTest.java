package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A change that travels in several requests counts once. */
class PartOutcomesTest {
    private final Map<String, Outcome> settled = new LinkedHashMap<>();
    private final PartOutcomes outcomes = new PartOutcomes(new SilentDeliveryListener() {
        @Override
        public void settle(String person, Outcome outcome) {
            assertThat(settled.put(person, outcome)).as("settled once").isNull();
        }
    });

    @Test
    void settle_ofOnePart_isHandedOn() {
        outcomes.expect("ada", 1);
        outcomes.settle("ada", new Outcome.Applied());

        assertThat(settled).isEqualTo(Map.of("ada", new Outcome.Applied()));
    }

    @Test
    void settle_ofSeveralParts_isTheWorstOfThemAfterTheLast() {
        outcomes.expect("ada", 3);
        outcomes.settle("ada", new Outcome.Applied());
        outcomes.settle("ada", new Outcome.Failed("no"));
        assertThat(settled).isEmpty();
        assertThat(outcomes.trouble("ada")).contains(new Outcome.Failed("no"));

        outcomes.settle("ada", new Outcome.Pending());

        assertThat(settled).isEqualTo(Map.of("ada", new Outcome.Failed("no")));
    }

    @Test
    void abandon_whereAPartWasNeverTaken_leavesTheChangeToTheNextRun() {
        outcomes.expect("ada", 2);
        outcomes.settle("ada", new Outcome.Applied());
        outcomes.expect("bob", 2);
        outcomes.settle("bob", new Outcome.Failed("no"));

        outcomes.abandon();

        assertThat(settled).isEqualTo(Map.of("ada", new Outcome.Pending(), "bob", new Outcome.Failed("no")));
    }
}
