package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldMappingTest {

    private static Map<String, Object> map(FieldMapper mapper, Map<String, ?> fields) {
        ContactDraft draft = ContactDraft.of("ada@example.com");
        mapper.map(Profile.of("p1", JsonObject.of(fields)), draft);
        return new HashMap<>(draft.attributes());
    }

    @Test
    void defaults_areTheDocumentedOnes() {
        assertThat(FieldMapping.defaults().uses().writes())
                .isEqualTo(Map.of(
                        "FIRSTNAME", AttributeType.TEXT,
                        "BROWSER", AttributeType.TEXT,
                        "OS", AttributeType.TEXT,
                        "REFERRAL_SOURCE", AttributeType.TEXT,
                        "EVENT_COUNT", AttributeType.FLOAT,
                        "LAST_ACTIVE_DATE", AttributeType.DATE,
                        "SIGNUP_DATE", AttributeType.DATE,
                        "SUBSCRIPTION_PLAN", AttributeType.TEXT,
                        "COMPANY", AttributeType.TEXT));
        assertThat(FieldMapping.defaults().uses().address()).isEqualTo("email");
    }

    @Test
    void map_toAnAttributeThatHasASource_namesBothAndTheWayOut() {
        FieldMapping.Builder builder = FieldMapping.defaults().toBuilder();

        assertThatThrownBy(() -> builder.map("tier", "Subscription_Plan"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SUBSCRIPTION_PLAN has two sources, plan and tier")
                .hasMessageContaining("without(\"SUBSCRIPTION_PLAN\")");
        assertThatThrownBy(() -> builder.compute("COMPANY", person -> "x"))
                .hasMessageContaining("two sources, company and a computation");
        assertThatThrownBy(() -> builder.map("first", "PRENOM")).hasMessageContaining("two sources, $name and first");
    }

    @Test
    void andThen_ofTwoMappingsWithARuleForOneAttribute_namesBoth() {
        FieldMapping other = FieldMapping.builder().map("employer", "COMPANY").build();

        assertThatThrownBy(() -> FieldMapping.defaults().andThen(other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("COMPANY has two sources, company and employer");
    }

    @Test
    void without_thenMap_givesAnAttributeAnotherSource() {
        FieldMapping mapping = FieldMapping.defaults().toBuilder()
                .without("subscription_plan")
                .map("tier", "Subscription_Plan")
                .build();

        assertThatThrownBy(() -> mapping.toBuilder().without("NO_SUCH")).hasMessageContaining("no rule for NO_SUCH");
        assertThat(map(mapping, Map.of("plan", "old", "tier", "new")))
                .containsExactly(Map.entry("SUBSCRIPTION_PLAN", "new"));
    }

    @Test
    void map_keepsZeroFalseAndEmptyTextAsValues() {
        FieldMapping mapping = FieldMapping.builder()
                .map("a", "A")
                .map("b", "B")
                .map("c", "C")
                .map("d", "D")
                .build();

        assertThat(map(mapping, Map.of("a", 0, "b", false, "c", ""))).isEqualTo(Map.of("A", 0, "B", false, "C", ""));
    }

    @Test
    void missing_clearsOrRejects() {
        FieldMapping clears = FieldMapping.builder()
                .map("a", "A", Transforms.text(), MissingValuePolicy.CLEAR)
                .build();
        FieldMapping rejects = FieldMapping.builder()
                .map("a", "A", Transforms.text(), MissingValuePolicy.REJECT)
                .build();

        assertThat(map(clears, Map.of())).containsEntry("A", null);
        assertThatThrownBy(() -> map(rejects, Map.of())).hasMessage("nothing to fill A with");
    }

    @Test
    void transform_thatReturnsNull_countsAsAMissingValue() {
        FieldMapping mapping = FieldMapping.builder()
                .map("a", "KEPT", value -> null)
                .map("a", "CLEARED", Transforms.chain(value -> null, Transforms.upper()), MissingValuePolicy.CLEAR)
                .build();

        Map<String, Object> cleared = new HashMap<>();
        cleared.put("CLEARED", null);
        assertThat(map(mapping, Map.of("a", "x"))).isEqualTo(cleared);
    }

    @Test
    void compute_takesItsTypeFromWhatTheFunctionReturns() {
        FieldMapping mapping = FieldMapping.builder()
                .compute(
                        "IS_POWER_USER",
                        person -> person.integer("total_events").orElse(0) > 100)
                .compute("SCORE", person -> 7)
                .compute("DAY", person -> LocalDate.of(2026, 1, 2))
                .compute(
                        "GREETING",
                        person -> person.text("name").map(name -> "Hi " + name).orElse(null))
                .compute("NEEDS_SOMEBODY", person -> person.text("name").orElseThrow())
                .build();

        assertThat(mapping.uses().writes())
                .isEqualTo(Map.of(
                        "IS_POWER_USER", AttributeType.BOOLEAN,
                        "SCORE", AttributeType.FLOAT,
                        "DAY", AttributeType.DATE,
                        "GREETING", AttributeType.TEXT,
                        "NEEDS_SOMEBODY", AttributeType.TEXT));
        assertThat(map(mapping, Map.of("total_events", "101", "name", "Ada")))
                .containsEntry("IS_POWER_USER", true)
                .containsEntry("GREETING", "Hi Ada");
    }

    @Test
    void andThen_runsBothAndNamesWhatBothUse() {
        FieldMapper both = FieldMapping.builder().map("a", "A").build().andThen(new FieldMapper() {
            @Override
            public void map(Profile person, ContactDraft contact) {
                contact.set("A", "second").joinList(9);
            }

            @Override
            public FieldUse uses() {
                return FieldUse.of(Set.of("b"), Map.of("B", AttributeType.BOOLEAN));
            }
        });

        assertThat(map(both, Map.of("a", "first"))).isEqualTo(Map.of("A", "second"));
        assertThat(both.uses().reads()).containsExactly("a", "b");
        assertThat(both.uses().writes()).containsOnlyKeys("A", "B");
    }

    @Test
    void map_withANameThatIsNoAttributes_isRefused() {
        assertThatThrownBy(() -> FieldMapping.builder().map("a", "MY ATTRIBUTE"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
