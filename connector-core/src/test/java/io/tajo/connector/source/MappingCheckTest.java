package io.tajo.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.Profile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingCheckTest {

    @Test
    void lambda_readsWhatTheMappingDeclaresThatItIsJoinedTo() {
        FieldMapper mapper = FieldMapping.defaults().andThen((person, contact) -> {
            if (person.text("company").isEmpty()) {
                contact.skip("no company");
                return;
            }
            contact.set("TIER", "gold");
        });

        assertThat(MappingCheck.undeclaredWrites(mapper)).isEmpty();
    }

    @Test
    void lambda_thatReadsWhatNobodyDeclares_isRefusedWithTheWayToDeclareIt() {
        FieldMapper mapper = FieldMapping.defaults()
                .andThen((person, contact) ->
                        contact.set("TIER", person.text("tier").orElse("free")));

        assertThatThrownBy(() -> MappingCheck.undeclaredWrites(mapper))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("reads the field tier")
                .hasMessageContaining("FieldMapper.reading(\"tier\")");
    }

    @Test
    void compute_overACountThatNobodyAsksFor_isRefusedInsteadOfReadingZero() {
        FieldMapping mapping = FieldMapping.builder()
                .compute("BUSY", person -> person.integer("total_events").orElse(0) > 100)
                .build();

        assertThatThrownBy(() -> MappingCheck.undeclaredWrites(mapping)).hasMessageContaining("total_events");
    }

    @Test
    void declaredMapper_seesItsOwnFieldsOnly() {
        FieldMapper declared = FieldMapper.reading("logins")
                .writing("score", AttributeType.FLOAT)
                .with((person, contact) -> contact.set(
                        "SCORE",
                        person.integer("logins").orElse(0)
                                + person.text("plan").orElse("").length()));

        assertThat(declared.uses().reads()).containsExactly("logins");
        assertThat(declared.uses().writes()).isEqualTo(Map.of("SCORE", AttributeType.FLOAT));
        assertThatThrownBy(() ->
                        MappingCheck.undeclaredWrites(FieldMapping.defaults().andThen(declared)))
                .hasMessageContaining("reads the field plan");
    }

    @Test
    void mapper_thatNeedsAValue_isLeftToTheRows() {
        FieldMapper mapper = FieldMapper.reading("plan").with((person, contact) -> {
            contact.set("TIER", person.text("plan").orElseThrow());
        });

        assertThat(MappingCheck.undeclaredWrites(mapper)).isEmpty();
        ContactDraft draft = ContactDraft.of("ada@example.com");
        mapper.map(Profile.of("1", JsonObject.of(Map.of("plan", "pro"))), draft);
        assertThat(draft.attributes()).containsEntry("TIER", "pro");
    }

    @Test
    void undeclaredWrites_namesAttributesThatAreNotCreated() {
        FieldMapper mapper = FieldMapping.defaults().andThen((person, contact) -> contact.set("Tier", "gold"));

        assertThat(MappingCheck.undeclaredWrites(mapper)).containsExactly("TIER");
    }

    @Test
    void unprovided_namesFieldsThatNoJobOfTheRunKnows() {
        FieldMapper mapping = FieldMapping.defaults().toBuilder()
                .map("cohort_names", "POSTHOG_COHORTS")
                .map("recent_events", "RECENT")
                .map("flag:beta", "BETA")
                .build();

        assertThat(MappingCheck.unprovided(mapping, List.of(PersonSync.all(), FlagSync.of("beta"))))
                .hasSize(2)
                .anySatisfy(remark -> assertThat(remark)
                        .contains("reads cohort_names for POSTHOG_COHORTS")
                        .contains("CohortSync.all()"))
                .anySatisfy(
                        remark -> assertThat(remark).contains("recent_events").contains("active or power users"));
        assertThat(MappingCheck.unprovided(mapping, List.of(CohortSync.of(7))))
                .singleElement()
                .asString()
                .contains("cohort_names");
        assertThat(MappingCheck.unprovided(mapping, List.of(FlagSync.of("beta"))))
                .isEmpty();
    }
}
