package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.client.JsonObject;
import io.tajo.posthog.exports.ExportedPerson;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NewestRowsTest {
    private static final String UUID = "01890a5d-ac96-774b-bcce-b302099a8057";
    private static final String OTHER = "01890a5d-ac96-774b-bcce-b302099a8058";

    private static ExportedPerson row(String person, String distinctId, int personVersion, int distinctIdVersion) {
        return new ExportedPerson(
                person, distinctId, JsonObject.empty(), personVersion, distinctIdVersion, false, null);
    }

    private static List<Integer> numbers(ExportedPerson... rows) {
        NewestRows newest = new NewestRows();
        for (ExportedPerson row : rows) newest.take(row);
        return newest.numbers().stream().boxed().toList();
    }

    @Test
    void numbers_areOfTheNewestRowOfEachPerson() {
        assertThat(numbers(row(UUID, "a", 2, 0), row(UUID, "b", 3, 0), row(UUID, "a", 1, 0), row(OTHER, "c", 1, 0)))
                .containsExactly(1, 3);
    }

    @Test
    void numbers_followADistinctIdToItsNewPerson() {
        assertThat(numbers(row(UUID, "a", 1, 0), row(OTHER, UUID, 9, 0), row(UUID, UUID, 2, 1)))
                .containsExactly(2);
    }

    @Test
    void numbers_tellIdsApartThatAreSpelledInDifferentWays() {
        String capitals = UUID.toUpperCase(Locale.ROOT);
        String sameLength = "x".repeat(36);
        String shifted = "1890a5d-0ac96-774b-bcce-b302099a8057";

        assertThat(numbers(
                        row("p1", UUID, 1, 0),
                        row("p2", capitals, 1, 0),
                        row("p3", sameLength, 1, 0),
                        row("p4", shifted, 1, 0)))
                .containsExactly(0, 1, 2, 3);
    }
}
