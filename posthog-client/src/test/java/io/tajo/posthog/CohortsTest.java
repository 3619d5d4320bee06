package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.posthog.cohorts.CalculationState;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortCalculation;
import io.tajo.posthog.cohorts.CohortQuery;
import io.tajo.posthog.persons.Person;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/cohorts/";
    private static final String QUERY = "/api/projects/7/query/";

    private Cohort cohort(String fields) {
        server.stubFor(get(urlEqualTo(LIST + "12/")).willReturn(okJson("{\"id\":12" + fields + "}")));
        return client.cohorts().get(12);
    }

    private void noMembers() {
        server.stubFor(post(urlEqualTo(QUERY)).willReturn(okJson("{\"results\":[],\"columns\":[\"id\"]}")));
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "cohort:read",
                        () -> client.cohorts().list(CohortQuery.all()).forEach(cohort -> {}))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> get_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "cohort:read", () -> client.cohorts().get(12)).tests();
    }

    @TestFactory
    Stream<DynamicTest> membersByRest_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "person:read",
                        () -> client.cohorts().membersByRest(12).forEach(person -> {}))
                .tests();
    }

    @Test
    void list_followsNextThroughShortPages() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=2&basic=true"))
                .willReturn(okJson("{\"count\":3,\"results\":[{\"id\":1}],\"next\":\"http://x" + LIST
                        + "?basic=true&limit=2&offset=2\"}")));
        server.stubFor(get(urlEqualTo(LIST + "?basic=true&limit=2&offset=2"))
                .willReturn(okJson("{\"count\":3,\"results\":[{\"id\":2},{\"id\":3}],\"next\":null}")));

        assertThat(client.cohorts().list(CohortQuery.all().pageSize(2).basic()).stream())
                .extracting(Cohort::id)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void list_ofAll_asksForTheFilters() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=100")).willReturn(okJson("{\"results\":[]}")));

        assertThat(client.cohorts().list(CohortQuery.all()).stream()).isEmpty();
    }

    @Test
    void get_readsEveryField() {
        Cohort cohort =
                cohort(",\"name\":\"Pros\",\"description\":\"who pay\",\"deleted\":true,\"is_calculating\":false,"
                        + "\"errors_calculating\":2,\"last_error_message\":\"timeout\","
                        + "\"last_calculation\":\"2026-01-02T03:04:05Z\","
                        + "\"last_backfill_person_properties_at\":\"2026-01-01T00:00:00Z\",\"count\":5,\"is_static\":false,"
                        + "\"cohort_type\":\"behavioral\",\"version\":3,\"pending_version\":4,"
                        + "\"filters\":{\"properties\":{\"type\":\"AND\",\"values\":[]}},"
                        + "\"created_at\":\"2025-01-01T00:00:00Z\",\"unheard_of\":[]");

        assertThat(cohort.name()).isEqualTo("Pros");
        assertThat(cohort.description()).isEqualTo("who pay");
        assertThat(cohort.deleted()).isTrue();
        assertThat(cohort.errorsCalculating()).isEqualTo(2);
        assertThat(cohort.lastErrorMessage()).isEqualTo("timeout");
        assertThat(cohort.lastCalculation()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(cohort.lastBackfill()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(cohort.count()).isEqualTo(5);
        assertThat(cohort.cohortType()).isEqualTo("behavioral");
        assertThat(cohort.version()).isEqualTo(3);
        assertThat(cohort.pendingVersion()).isEqualTo(4);
        assertThat(cohort.filters().object("properties")).isPresent();
        assertThat(cohort.createdAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(cohort).hasToString("Cohort[12 Pros]");
    }

    @Test
    void get_ofNulls_toleratesThem() {
        Cohort cohort = cohort(",\"name\":null,\"filters\":null,\"count\":null,\"cohort_type\":null,\"version\":null");

        assertThat(cohort.name()).isNull();
        assertThat(cohort.count()).isNull();
        assertThat(cohort.filters().toMap()).isEmpty();
        assertThat(cohort.deleted()).isFalse();
    }

    /** A count of 0, a date set too early and a calculation stuck for weeks: only the state tells them apart. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"is_static\":true,\"is_calculating\":true' | READY",
                "'\"is_calculating\":true,\"last_calculation\":\"2026-01-01T00:00:00Z\"' | CALCULATING",
                "'\"errors_calculating\":1,\"last_calculation\":\"2026-01-01T00:00:00Z\"' | FAILED",
                "'\"count\":0' | NEVER_CALCULATED",
                "'\"last_calculation\":\"2026-01-01T00:00:00Z\",\"version\":1,\"pending_version\":2' | CALCULATING",
                "'\"last_calculation\":\"2026-01-01T00:00:00Z\",\"pending_version\":1' | CALCULATING",
                "'\"last_calculation\":\"2026-01-01T00:00:00Z\",\"version\":2,\"pending_version\":2' | READY",
                "'\"last_calculation\":\"2026-01-01T00:00:00Z\",\"count\":0' | READY"
            })
    void state_tellsWhatTheFieldsMeanTogether(String fields, CalculationState state) {
        assertThat(cohort("," + fields).state()).isEqualTo(state);
    }

    @Test
    void members_areReadInHogQlWithThePropertiesNamed() {
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("members")
                .whenScenarioStateIs("Started")
                .willReturn(okJson("{\"results\":[[\"a\",\"pro\",\"DE\"]],\"columns\":[\"id\",\"plan\",\"$geo x\"]}"))
                .willSetStateTo("read"));
        server.stubFor(post(urlEqualTo(QUERY))
                .inScenario("members")
                .whenScenarioStateIs("read")
                .willReturn(okJson("{\"results\":[],\"columns\":[\"id\"]}")));

        var members = client.cohorts().members(12, "plan", "$geo x").stream().toList();

        assertThat(members).singleElement().satisfies(row -> {
            assertThat(row.text("id")).hasValue("a");
            assertThat(row.text("$geo x")).hasValue("DE");
        });
        assertThat(queryTexts())
                .containsExactly(
                        "SELECT * FROM (\nSELECT id, properties.`plan` AS `plan`, properties.`$geo x` AS `$geo x` "
                                + "FROM persons WHERE id IN COHORT 12\n) AS page ORDER BY isNull(`id`) DESC, `id` ASC LIMIT 50000",
                        "SELECT * FROM (\nSELECT id, properties.`plan` AS `plan`, properties.`$geo x` AS `$geo x` "
                                + "FROM persons WHERE id IN COHORT 12\n) AS page WHERE `id` > {after_key} "
                                + "ORDER BY `id` ASC LIMIT 50000");
    }

    @Test
    void members_withoutProperties_areTheirIds() {
        noMembers();

        assertThat(client.cohorts().members(12)).isEmpty();

        assertThat(queryTexts()).singleElement().asString().contains("SELECT id FROM persons WHERE id IN COHORT 12");
        assertThat(server.getAllServeEvents().get(0).getRequest().getBodyAsString())
                .contains(": cohort members");
    }

    @Test
    void members_ofAPropertyNameThatIsHogQl_quotesIt() {
        noMembers();

        client.cohorts().members(12, "a` FROM secrets --").forEach(row -> {});

        assertThat(queryTexts().get(0)).contains("properties.`a`` FROM secrets --` AS `a`` FROM secrets --`");
    }

    @Test
    void members_ofWhatCanNotBeAsked_areRefusedBeforeTheCall() {
        assertThatThrownBy(() -> client.cohorts().members(0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> client.cohorts().members(1, "id")).hasMessageContaining("another name");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void membersByRest_followNextThroughShortPages() {
        server.stubFor(get(urlEqualTo(LIST + "12/persons/?limit=1000"))
                .willReturn(okJson(
                        "{\"results\":[],\"next\":\"http://x" + LIST + "12/persons/?limit=1000&offset=1000\"}")));
        server.stubFor(get(urlEqualTo(LIST + "12/persons/?limit=1000&offset=1000"))
                .willReturn(
                        okJson("{\"results\":[{\"id\":\"a\",\"name\":null,\"distinct_ids\":[\"d\"]}],\"next\":null}")));

        assertThat(client.cohorts().membersByRest(12).stream())
                .extracting(Person::uuid)
                .containsExactly("a");
    }

    @Test
    void calculationHistory_tellsHowEachCalculationWent() {
        server.stubFor(get(urlEqualTo(LIST + "12/calculation_history/?limit=100"))
                .willReturn(okJson("{\"count\":2,\"next\":null,\"results\":[{\"id\":\"r2\",\"started_at\":"
                        + "\"2026-01-02T00:00:00Z\",\"finished_at\":null,\"count\":null,\"error\":\"too slow\","
                        + "\"error_code\":\"timeout\"},{\"id\":\"r1\",\"finished_at\":\"2026-01-01T00:00:09Z\","
                        + "\"count\":3}]}")));

        var history = client.cohorts().calculationHistory(12).stream().toList();

        assertThat(history).extracting(CohortCalculation::errorCode).containsExactly("timeout", null);
        assertThat(history).extracting(CohortCalculation::count).containsExactly(null, 3L);
        assertThat(history.get(0).startedAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(history.get(0).error()).isEqualTo("too slow");
        assertThat(history.get(1).finishedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:09Z"));
        assertThat(history.get(1).fields().text("id")).hasValue("r1");
    }
}
