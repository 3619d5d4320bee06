package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.mapping.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressGroupsTest {
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");

    private static PersonRow person(
            int number, String email, Instant lastSeen, Instant created, Map<String, Object> properties) {
        return new PersonRow(
                "00000000-0000-0000-0000-00000000000" + number,
                created,
                new Activity(number, 0, lastSeen),
                Optional.of(email),
                properties,
                Map.of());
    }

    private static PersonRow person(int number, String email) {
        return person(number, email, EARLY, EARLY, Map.of());
    }

    private static List<String> read(AddressGroups groups) {
        List<String> ids = new ArrayList<>();
        groups.forEachRemaining(row -> ids.add(row.id().substring(35)));
        return ids;
    }

    @Test
    void next_streamsTheOthersThroughAndHoldsAGroupUntilItIsComplete() {
        AddressGroups groups = new AddressGroups(
                List.of(
                                person(1, "a@x.io"),
                                person(2, "shared@x.io"),
                                person(3, "b@x.io"),
                                person(4, "SHARED@x.io "),
                                person(5, "c@x.io"))
                        .iterator(),
                Map.of("shared@x.io", 2));

        assertThat(read(groups)).containsExactly("1", "3", "4", "5");
        assertThat(groups.merged()).isEqualTo(1);
    }

    @Test
    void next_whenAGroupStaysIncomplete_releasesItAtTheEnd() {
        AddressGroups groups = new AddressGroups(
                List.of(person(1, "shared@x.io"), person(2, "a@x.io")).iterator(), Map.of("shared@x.io", 3));

        assertThat(read(groups)).containsExactly("2", "1");
        assertThat(groups.merged()).isZero();
    }

    @Test
    void merge_thePersonCreatedLastTakesPrecedenceAndTheOthersSupplyMissingValues() {
        Map<String, Object> sparse = new HashMap<>();
        sparse.put("plan", "newest");
        sparse.put("os", null);
        PersonRow merged = PersonRow.merge(List.of(
                person(1, "a@x.io", EARLY, EARLY, Map.of("plan", "oldest", "os", "Linux", "city", "Paris")),
                person(3, "a@x.io", EARLY.plusSeconds(9), EARLY.plusSeconds(9), sparse),
                person(
                        2,
                        "a@x.io",
                        EARLY.plusSeconds(5),
                        EARLY.minusSeconds(5),
                        Map.of("plan", "middle", "city", "Rome"))));

        assertThat(merged.id()).endsWith("3");
        assertThat(merged.properties()).isEqualTo(Map.of("plan", "newest", "os", "Linux", "city", "Paris"));
        assertThat(merged.activity()).isEqualTo(new Activity(6, 0, EARLY.plusSeconds(9)));
        assertThat(merged.createdAt()).isEqualTo(EARLY.minusSeconds(5));
    }

    @Test
    void merge_ofNamesThatAreFallbacksOfEachOther_takesNothingFromTheOtherPerson() {
        PersonRow merged = PersonRow.merge(List.of(
                person(1, "a@x.io", EARLY, EARLY, Map.of("$name", "Old")),
                person(2, "a@x.io", EARLY, EARLY.plusSeconds(9), Map.of("name", "New"))));

        assertThat(Profile.of("p", merged.fields()).text("$name")).hasValue("New");
    }

    @Test
    void merge_whoWasSeenLast_doesNotDecide() {
        assertThat(PersonRow.merge(List.of(
                                person(1, "a@x.io", EARLY.plusSeconds(100), EARLY, Map.of()),
                                person(2, "a@x.io", EARLY, EARLY.plusSeconds(1), Map.of())))
                        .id())
                .endsWith("2");
        assertThat(PersonRow.merge(List.of(person(2, "a@x.io"), person(1, "a@x.io")))
                        .id())
                .endsWith("2");
    }
}
