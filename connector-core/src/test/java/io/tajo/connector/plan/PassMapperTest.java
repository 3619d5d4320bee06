package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.Profile;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PassMapperTest {
    private static final FieldMapper NAME = (person, contact) -> contact.set("NAME", "Ada");
    private static final FieldMapper BROKEN = (person, contact) -> {
        contact.set("FLAG", true).joinList(3);
        throw new IllegalStateException("no such value");
    };

    private final Set<Integer> closed = new HashSet<>();
    private final Map<Integer, String> rejected = new LinkedHashMap<>();
    private final Map<Integer, String> failed = new LinkedHashMap<>();

    private PassMapper mapper(UnaryOperator<Profile> enrich, PassMapper.Part... parts) {
        return new PassMapper(List.of(parts), enrich, new PassMapper.Failures() {
            @Override
            public boolean isOpen(int part) {
                return !closed.contains(part);
            }

            @Override
            public void rejected(String person, int part, String reason) {
                rejected.put(part, person + ": " + reason);
            }

            @Override
            public void failed(int part, MappingFailedException problem) {
                failed.put(part, String.valueOf(problem.getMessage()));
                closed.add(part);
            }
        });
    }

    private static PassMapper.Part part(FieldMapper mapper, boolean isBase) {
        return new PassMapper.Part(mapper, Set.of(3L), isBase);
    }

    private static ContactDraft map(PassMapper mapper) {
        ContactDraft draft = ContactDraft.of("ada@example.com");
        mapper.map(Profile.of("p1", JsonObject.empty()), draft);
        return draft;
    }

    @Test
    void map_aJobThatFailsForAPerson_leavesNothingOfItAndTheOthersMap() {
        ContactDraft draft = map(mapper(person -> person, part(NAME, true), part(BROKEN, false)));

        assertThat(draft.attributes()).isEqualTo(Map.of("NAME", "Ada"));
        assertThat(draft.joins()).isEmpty();
        assertThat(draft.stays()).containsExactly(3L);
        assertThat(rejected).isEqualTo(Map.of(1, "p1: no such value"));
    }

    @Test
    void map_theJobThatCreatesContacts_rejectsThePersonAsAWhole() {
        assertThatThrownBy(() -> map(mapper(person -> person, part(BROKEN, true), part(NAME, false))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void map_aFieldThatIsNotDeclared_endsTheRun() {
        FieldMapper undeclared = (person, contact) -> {
            throw new ConfigurationException("The mapping reads the field plan.");
        };

        assertThatThrownBy(() -> map(mapper(person -> person, part(NAME, true), part(undeclared, false))))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void map_aJobThatHasEnded_leavesMembersWhereTheyAre() {
        closed.add(1);

        ContactDraft draft =
                map(mapper(person -> person, part(NAME, true), part((person, contact) -> contact.joinList(3), false)));

        assertThat(draft.joins()).isEmpty();
        assertThat(draft.stays()).containsExactly(3L);
    }

    @Test
    void map_aPersonThatOneJobSkips_isMappedByNoFurtherJob() {
        FieldMapper skip = (person, contact) -> contact.skip("an employee");

        ContactDraft draft = map(mapper(person -> person, part(skip, true), part(NAME, false)));

        assertThat(draft.skipReason()).contains("an employee");
        assertThat(draft.attributes()).isEmpty();
    }

    @Test
    void map_aLaterJob_seesWhatIsWorkedOutOfThePerson() {
        FieldMapper reads = (person, contact) ->
                contact.set("FLAG", person.bool("flag:beta").orElse(false));

        ContactDraft draft = map(mapper(person -> person.with(Map.of("flag:beta", true)), part(reads, true)));

        assertThat(draft.attributes()).isEqualTo(Map.of("FLAG", true));
    }

    @Test
    void check_aJobThatFailsForAHundredPersonsInARow_endsAlone() {
        PassMapper mapper = mapper(person -> person, part(NAME, true), part(BROKEN, false));
        for (int i = 0; i < 99; i++) map(mapper);
        mapper.check();
        assertThat(failed).isEmpty();

        map(mapper);
        mapper.check();

        assertThat(failed.get(1)).contains("failed for 100 persons in a row", "no such value");
        rejected.clear();
        assertThat(map(mapper).attributes()).isEqualTo(Map.of("NAME", "Ada"));
        assertThat(rejected).isEmpty();
    }
}
