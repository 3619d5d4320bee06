package io.tajo.examples.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.posthog.CohortRecord;
import io.tajo.posthog.PostHogClient;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DocumentedTest {
    private final Sandbox sandbox =
            Sandbox.builder().persons(80).eventsPerPerson(6).build();
    private final PostHogClient posthog = PostHogClient.builder()
            .host(sandbox.postHogUri().toString())
            .personalApiKey(sandbox.personalApiKey())
            .projectToken(sandbox.projectToken())
            .projectId(sandbox.projectId())
            .build();
    private final BrevoClient brevo = BrevoClient.builder()
            .host(sandbox.brevoUri().toString())
            .apiKey(sandbox.brevoApiKey())
            .build();
    private final PostHogBrevoConnector connector = Connect.connect(posthog, brevo);

    @AfterEach
    void close() {
        connector.close();
        posthog.close();
        brevo.close();
        sandbox.close();
    }

    private long members(long list) {
        return sandbox.brevo().contacts().stream()
                .filter(contact -> contact.listIds().contains(list))
                .count();
    }

    @Test
    void connect_findsEverythingInPlace() {
        assertThat(connector.check().isOk()).as(connector.check().summary()).isTrue();
    }

    @Test
    void persons_becomeContactsInTheirLists() {
        long all = sandbox.brevo().createList("All");
        long active = sandbox.brevo().createList("Active");
        long power = sandbox.brevo().createList("Power");

        SyncReport report = Persons.sync(connector, all, active, power);

        assertThat(report.counts().applied()).isEqualTo(80);
        assertThat(members(all)).isEqualTo(80);
        assertThat(members(active)).isBetween(1L, 79L).isGreaterThan(members(power));
        assertThat(sandbox.brevo().contacts())
                .allSatisfy(contact -> assertThat(contact.attributes().get("IS_POWER_USER"))
                        .isEqualTo(Double.parseDouble(
                                        contact.attributes().get("EVENT_COUNT").toString())
                                > 5));
    }

    @Test
    void cohorts_becomeLists() {
        sandbox.postHog().add(CohortRecord.where(42, "Pros", "plan", "pro"));
        long list = sandbox.brevo().createList("Mirrored");
        long pros = sandbox.postHog().persons().stream()
                .filter(person -> "pro".equals(person.properties().get("plan")))
                .count();

        assertThat(Cohorts.mirror(connector, 42, list).outcome()).isEqualTo(SyncOutcome.FINISHED);
        assertThat(Cohorts.all(connector).createdLists()).containsExactly("Pros");

        assertThat(members(list)).isEqualTo(pros);
        assertThat(sandbox.brevo().contacts().stream()
                        .filter(contact -> "Pros".equals(contact.attributes().get("POSTHOG_COHORTS")))
                        .count())
                .isEqualTo(pros);
    }

    @Test
    void hogQl_becomesAttributes() {
        SyncReport report = HogQlQuery.sync(connector);

        long expected = sandbox.postHog().events().stream()
                .filter(event -> event.event().equals("purchase_completed"))
                .collect(Collectors.groupingBy(event -> event.personId(), Collectors.counting()))
                .values()
                .stream()
                .filter(purchases -> purchases > 1)
                .count();
        assertThat(expected).isPositive();
        assertThat(report.counts().applied()).isEqualTo(expected);
        assertThat(sandbox.brevo().attributes())
                .containsEntry("PURCHASE_COUNT", "float")
                .containsEntry("LAST_PURCHASE", "date");
    }
}
