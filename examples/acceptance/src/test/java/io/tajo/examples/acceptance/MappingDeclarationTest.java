package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a mapping reads is declared, or it is said before the first row. */
@Timeout(60)
class MappingDeclarationTest {

    @Test
    void aLambdaThatReadsAnUndeclaredField_failsWhenTheConnectorIsBuilt() {
        FieldMapper mapper = FieldMapping.defaults()
                .andThen((person, contact) ->
                        contact.set("COMPANY", person.text("employer").orElse("")));
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0))) {
            assertThatThrownBy(() -> stage.connector(connector -> connector.mapping(mapper)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("employer");
        }
    }

    @Test
    void anUndeclaredFieldThatOnlySomeRowsRead_endsTheJobInsteadOfRejectingEachRow() {
        FieldMapper mapper = FieldMapping.defaults().andThen((person, contact) -> {
            if (person.text("company").isEmpty()) contact.skip("no company");
            else contact.set("COMPANY", person.text("employer").orElse(""));
        });
        try (SyncFixture stage =
                SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.mapping(mapper))) {
            stage.person(Map.of("email", "ada@example.com", "company", "Analytical"));

            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure().orElseThrow()).contains("reads the field employer");
            assertThat(report.counts().rejected()).isZero();
            assertThat(stage.target().contacts()).isEmpty();
        }
    }

    @Test
    void aFieldThatNoJobProvides_isReportedByCheckPlanAndRunAndItsAttributeIsNotCreated() {
        FieldMapping mapping = FieldMapping.builder()
                .map("name", "FIRSTNAME")
                .map("cohort_names", "POSTHOG_COHORTS")
                .map("recent_events", "RECENT")
                .build();
        try (SyncFixture stage =
                        SyncFixture.open(sandbox -> sandbox.persons(0), connector -> connector.mapping(mapping));
                PostHogBrevoConnector connector = stage.connector(builder -> builder.mapping(mapping))) {
            stage.person(Map.of("email", "ada@example.com", "name", "Ada"));

            assertThat(connector.check().summary()).contains("reads cohort_names for POSTHOG_COHORTS");
            assertThat(connector.preview(PersonSync.all()).summary()).contains("reads recent_events for RECENT");
            SyncReport report = connector.syncAll();

            assertThat(report.remarks()).hasSize(2).allMatch(remark -> remark.contains("no job of this run provides"));
            assertThat(stage.target().contact("ada@example.com").orElseThrow().attributes())
                    .containsOnlyKeys("FIRSTNAME");
            assertThat(report.createdAttributes()).doesNotContain("RECENT", "POSTHOG_COHORTS");
        }
    }
}
