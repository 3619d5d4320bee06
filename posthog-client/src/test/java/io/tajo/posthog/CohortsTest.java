package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.PermissionException;
import io.tajo.posthog.cohorts.CalculationState;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortCalculation;
import io.tajo.posthog.cohorts.CohortQuery;
import io.tajo.posthog.persons.Person;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CohortsTest extends QueryServerTest {
    private static final String LIST = "/api/projects/7/cohorts/";
    private static final String ONE = LIST + "3/";
    private static final String PERSONS = ONE + "persons/";
    private static final String HISTORY = ONE + "calculation_history/";
    private static final String FULL = "{\"id\":3,\"name\":\"Payers\",\"description\":\"who paid\",\"groups\":[],"
            + "\"deleted\":true,\"filters\":{\"properties\":{\"type\":\"AND\",\"values\":[]}},\"query\":null,"
            + "\"version\":4,\"pending_version\":5,\"is_calculating\":true,\"created_by\":{\"id\":1},"
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"last_calculation\":\"2026-01-02T00:00:00.5Z\","
            + "\"last_backfill_person_properties_at\":\"2026-01-03T00:00:00Z\",\"errors_calculating\":2,"
            + "\"last_error_message\":\"timeout\",\"count\":12,\"is_static\":false,\"cohort_type\":\"behavioral\","
            + "\"experiment_set\":[],\"unheard_of\":{\"a\":[1]}}";

    private static String page(String next, String... entries) {
        return "{\"count\":99,\"previous\":null,\"results\":[" + String.join(",", entries) + "],\"next\":"
                + (next.isEmpty() ? "null" : "\"http://elsewhere" + next + "\"") + "}";
    }

    private static String cohort(int id) {
        return "{\"id\":" + id + "}";
    }

    private void stub(String url, String body) {
        server.stubFor(get(urlEqualTo(url)).willReturn(okJson(body)));
    }

    private Cohort cohortWith(String fields) {
        stub(ONE, "{\"id\":3," + fields + "}");
        return client.cohorts().get(3);
    }

    private List<Long> ids(CohortQuery query) {
        return client.cohorts().list(query).stream().map(Cohort::id).toList();
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "cohort:read", () -> ids(CohortQuery.all())).tests();
    }

    @TestFactory
    Stream<DynamicTest> get_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "cohort:read", () -> client.cohorts().get(3)).tests();
    }

    @TestFactory
    Stream<DynamicTest> members_ofEveryRefusal_throwWhatToDo() {
        return new AreaErrors(
                        this, "query:read", () -> client.cohorts().members(3).forEach(row -> {}))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> membersByRest_ofEveryRefusal_throwWhatToDo() {
        return new AreaErrors(
                        this,
                        "person:read",
                        () -> client.cohorts().membersByRest(3).forEach(person -> {}))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> calculationHistory_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "cohort:read",
                        () -> client.cohorts().calculationHistory(3).forEach(calculation -> {}))
                .tests();
    }

    @Test
    void get_ofACohort_readsEveryField() {
        stub(ONE, FULL);

        Cohort cohort = client.cohorts().get(3);

        assertThat(cohort.id()).isEqualTo(3);
        assertThat(cohort.name()).isEqualTo("Payers");
        assertThat(cohort.description()).isEqualTo("who paid");
        assertThat(cohort.deleted()).isTrue();
        assertThat(cohort.isCalculating()).isTrue();
        assertThat(cohort.errorsCalculating()).isEqualTo(2);
        assertThat(cohort.lastErrorMessage()).isEqualTo("timeout");
        assertThat(cohort.lastCalculation()).isEqualTo(Instant.parse("2026-01-02T00:00:00.5Z"));
        assertThat(cohort.lastBackfill()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        assertThat(cohort.count()).isEqualTo(12);
        assertThat(cohort.isStatic()).isFalse();
        assertThat(cohort.cohortType()).isEqualTo("behavioral");
        assertThat(cohort.version()).isEqualTo(4);
        assertThat(cohort.pendingVersion()).isEqualTo(5);
        assertThat(cohort.filters().object("properties").orElseThrow().text("type"))
                .hasValue("AND");
        assertThat(cohort.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(cohort).hasToString("Cohort[3 Payers]");
    }

    @Test
    void get_ofACohortOfNulls_leavesNullWhatPostHogDoesNotKnow() {
        Cohort cohort = cohortWith("\"name\":null,\"description\":null,\"deleted\":null,\"filters\":null,"
                + "\"version\":null,\"pending_version\":null,\"is_calculating\":null,\"created_at\":null,"
                + "\"last_calculation\":null,\"last_backfill_person_properties_at\":null,"
                + "\"errors_calculating\":null,\"last_error_message\":null,\"count\":null,\"is_static\":null,"
                + "\"cohort_type\":null");

        stub(ONE, "{\"id\":3}");
        assertThat(client.cohorts().get(3)).isEqualTo(cohort);
        assertThat(cohort)
                .isEqualTo(new Cohort(
                        3,
                        null,
                        null,
                        false,
                        false,
                        0,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        JsonObject.empty(),
                        null));
    }

    @Test
    void get_whenNumbersComeAsTextAndTheTypeIsUnheardOf_readsThem() {
        Cohort cohort = cohortWith("\"count\":\"12\",\"version\":\"4\",\"errors_calculating\":\"1\","
                + "\"is_static\":\"true\",\"cohort_type\":\"telepathic\"");

        assertThat(cohort.count()).isEqualTo(12);
        assertThat(cohort.version()).isEqualTo(4);
        assertThat(cohort.errorsCalculating()).isEqualTo(1);
        assertThat(cohort.isStatic()).isTrue();
        assertThat(cohort.cohortType()).isEqualTo("telepathic");
    }

    @Test
    void get_ofACohortWithoutItsNumber_saysWhatIsMissing() {
        stub(ONE, "{\"name\":\"Payers\"}");

        assertThatThrownBy(() -> client.cohorts().get(3))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("without its number");
    }

    @Test
    void list_whenPagesAreShortOrEmpty_followsNextToTheEndAtItsOwnHost() {
        stub(LIST + "?limit=2", page(LIST + "?limit=2&offset=2", cohort(1)));
        stub(LIST + "?limit=2&offset=2", page(LIST + "?limit=2&offset=4"));
        stub(LIST + "?limit=2&offset=4", page("", cohort(2)));

        assertThat(ids(CohortQuery.all().pageSize(2))).containsExactly(1L, 2L);
    }

    @Test
    void list_whenAPageRepeatsARow_handsItOutOnce() {
        stub(LIST + "?limit=100", page(LIST + "?limit=100&offset=100", cohort(1), cohort(2)));
        stub(LIST + "?limit=100&offset=100", page("", cohort(2), cohort(3)));

        assertThat(ids(CohortQuery.all())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void list_whenTheCursorStandsStill_failsInsteadOfReadingForEver() {
        stub(LIST + "?limit=100", page(LIST + "?limit=100&offset=100", cohort(1)));
        stub(LIST + "?limit=100&offset=100", page(LIST + "?limit=100&offset=100", cohort(2)));

        assertThatThrownBy(() -> ids(CohortQuery.all()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("never end");
    }

    @Test
    void list_whenTheAnswerHoldsNoResults_failsInsteadOfSeemingEmpty() {
        stub(LIST + "?limit=100", "{\"status\":\"ok\"}");

        assertThatThrownBy(() -> ids(CohortQuery.all()))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("holds no results");
    }

    @Test
    void list_ofAll_leavesDeletedOnesToTheCallerAndAsksForTheirDefinitions() {
        stub(LIST + "?limit=100", page("", FULL, cohort(4)));

        assertThat(client.cohorts().list(CohortQuery.all()).stream())
                .extracting(Cohort::deleted)
                .containsExactly(true, false);
        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("basic", absent())
                .withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void list_whenBasic_asksForNoFilters() {
        stub(LIST + "?limit=100&basic=true", page("", cohort(1)));

        Cohort cohort = client.cohorts().list(CohortQuery.all().basic()).stream()
                .toList()
                .get(0);

        assertThat(cohort.filters()).isEqualTo(JsonObject.empty());
    }

    @Test
    void pageSize_ofNothing_isRefused() {
        assertThatThrownBy(() -> CohortQuery.all().pageSize(0)).hasMessageContaining("at least one");
    }

    @Test
    void members_whenTheCountIsZeroOrWrong_areReadAllTheSame() {
        Cohort cohort = cohortWith("\"count\":0,\"last_calculation\":\"2026-01-02T00:00:00Z\"");
        answer(rows("a", "b"), rows());

        assertThat(cohort.count()).isZero();
        assertThat(cohort.state()).isEqualTo(CalculationState.READY);
        assertThat(client.cohorts().members(cohort.id()).stream()).hasSize(2);
    }

    @Test
    void state_ofACalculatedCohort_isReady() {
        assertThat(cohortWith("\"last_calculation\":\"2026-01-02T00:00:00Z\",\"version\":4,\"pending_version\":4")
                        .state())
                .isEqualTo(CalculationState.READY);
    }

    @Test
    void state_ofACohortStuckCalculating_isCalculatingWhateverItsAge() {
        assertThat(cohortWith("\"is_calculating\":true,\"last_calculation\":\"2020-01-01T00:00:00Z\","
                                + "\"version\":4,\"pending_version\":4,\"errors_calculating\":1")
                        .state())
                .isEqualTo(CalculationState.CALCULATING);
    }

    @Test
    void state_ofACohortWhoseCalculationFailed_isFailed() {
        assertThat(cohortWith("\"errors_calculating\":1,\"last_calculation\":\"2026-01-02T00:00:00Z\"")
                        .state())
                .isEqualTo(CalculationState.FAILED);
        assertThat(cohortWith("\"errors_calculating\":1").state()).isEqualTo(CalculationState.FAILED);
    }

    @Test
    void state_ofACohortNeverCalculated_tellsItFromAnEmptyOne() {
        assertThat(cohortWith("\"count\":0,\"pending_version\":1").state())
                .isEqualTo(CalculationState.NEVER_CALCULATED);
    }

    @Test
    void state_whenLastCalculatedIsSetTooEarly_isCalculatingUntilTheVersionArrives() {
        String early = "\"is_calculating\":false,\"last_calculation\":\"2026-01-02T00:00:00Z\",";

        assertThat(cohortWith(early + "\"version\":4,\"pending_version\":5").state())
                .isEqualTo(CalculationState.CALCULATING);
        assertThat(cohortWith(early + "\"version\":null,\"pending_version\":1").state())
                .isEqualTo(CalculationState.CALCULATING);
    }

    @Test
    void state_ofAStaticCohort_isReadyWithoutACalculation() {
        assertThat(cohortWith("\"is_static\":true,\"errors_calculating\":1,\"is_calculating\":true")
                        .state())
                .isEqualTo(CalculationState.READY);
    }

    @Test
    void members_beyondAPage_areReadInCohortBehindTheLastId() {
        answer(rows("a", "b"), rows("c"), rows());

        assertThat(client.cohorts().members(3).stream())
                .extracting(row -> row.text("id").orElseThrow())
                .containsExactly("a", "b", "c");

        assertThat(texts())
                .hasSize(3)
                .allSatisfy(text -> assertThat(text)
                        .contains("SELECT id FROM persons WHERE id IN COHORT 3\n")
                        .doesNotContainIgnoringCase("offset"));
        assertThat(texts().get(1)).contains("`id` > {after_key}");
        assertThat(asked())
                .extracting(query -> query.object("values")
                        .flatMap(values -> values.text("after_key"))
                        .orElse(""))
                .containsExactly("", "b", "c");
        assertThat(sent())
                .allSatisfy(body -> assertThat(body.text("name"))
                        .hasValueSatisfying(name -> assertThat(name).endsWith("cohort members")));
    }

    @Test
    void members_withProperties_quoteTheirNames() {
        answer(okJson("{\"results\":[[\"a\",\"x@y.z\",\"pro\"]],\"columns\":[\"id\",\"email\",\"a` OR 1\"]}"), rows());

        JsonObject row = client.cohorts().members(3, "email", "a` OR 1").stream()
                .toList()
                .get(0);

        assertThat(row.text("email")).hasValue("x@y.z");
        assertThat(row.text("a` OR 1")).hasValue("pro");
        assertThat(texts().get(0))
                .contains("SELECT id, properties.`email` AS `email`, properties.`a`` OR 1` AS `a`` OR 1` FROM persons");
    }

    @Test
    void members_withAPropertyCalledId_areRefusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> client.cohorts().members(3, "email", "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("called id");
    }

    @Test
    void members_ofANumberThatIsNone_areRefused() {
        assertThatThrownBy(() -> client.cohorts().members(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void members_whenTheKeyMayNotReadCohorts_nameThatScope() {
        answer(refusal(
                403, "authentication_error", "permission_denied", "API key missing required scope 'cohort:read'"));

        assertThatThrownBy(() -> client.cohorts().members(3).stream().count())
                .isInstanceOfSatisfying(
                        PermissionException.class,
                        denied -> assertThat(denied.missingScope()).hasValue("cohort:read"));
    }

    @Test
    void membersByRest_ofSomebodyWithMoreThanTenDistinctIds_holdTheTenThatPostHogSends() {
        String ten = IntStream.range(0, 10).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(","));
        stub(
                PERSONS + "?limit=1000",
                page(
                        "",
                        "{\"id\":\"u\",\"uuid\":\"u\",\"name\":\"n\",\"distinct_ids\":[" + ten
                                + "],\"properties\":{\"plan\":\"pro\"},\"created_at\":\"2026-01-01T00:00:00Z\","
                                + "\"last_seen_at\":\"2026-01-02T00:00:00Z\",\"value_at_data_point\":null}"));

        Person person = client.cohorts().membersByRest(3).stream().toList().get(0);

        assertThat(person.distinctIds()).hasSize(10);
        assertThat(person.uuid()).isEqualTo("u");
        assertThat(person.name()).isEqualTo("n");
        assertThat(person.properties().text("plan")).hasValue("pro");
        assertThat(person.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(person.lastSeenAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void membersByRest_ofAMissingPerson_handOutItsUuid() {
        stub(
                PERSONS + "?limit=1000",
                page(
                        "",
                        "{\"id\":null,\"uuid\":\"u\",\"name\":null,\"distinct_ids\":[\"d\"],"
                                + "\"properties\":{},\"created_at\":null}"));

        Person person = client.cohorts().membersByRest(3).stream().toList().get(0);

        assertThat(person).isEqualTo(new Person("u", null, List.of("d"), JsonObject.empty(), null, null));
    }

    @Test
    void membersByRest_whenPagesAreShortEmptyOrOverlap_followNextAndHandEachOutOnce() {
        stub(PERSONS + "?limit=1000", page(PERSONS + "?limit=1000&offset=1000", "{\"id\":\"a\"}"));
        stub(PERSONS + "?limit=1000&offset=1000", page(PERSONS + "?limit=1000&offset=2000"));
        stub(PERSONS + "?limit=1000&offset=2000", page("", "{\"id\":\"a\"}", "{\"id\":\"b\"}"));

        assertThat(client.cohorts().membersByRest(3).stream())
                .extracting(Person::uuid)
                .containsExactly("a", "b");
    }

    @Test
    void membersByRest_whenTheCohortTakesTooLong_isNotComputedAgain() {
        server.stubFor(get(urlPathEqualTo(PERSONS)).willReturn(refusal(504, "server_error", "error", "time limit")));

        assertThatThrownBy(() -> client.cohorts().membersByRest(3).stream().count())
                .hasMessageContaining("narrow it");
        server.verify(1, getRequestedFor(urlPathEqualTo(PERSONS)));
    }

    @Test
    void calculationHistory_ofACohort_tellsHowEachCalculationWent() {
        stub(
                HISTORY + "?limit=100",
                page(
                        HISTORY + "?limit=100&offset=100",
                        "{\"id\":\"2\",\"started_at\":\"2026-01-02T00:00:00Z\",\"finished_at\":\"2026-01-02T00:01:00Z\","
                                + "\"count\":\"12\",\"error_code\":\"memory_limit\",\"error\":\"too big\",\"total_ms\":5}"));
        stub(HISTORY + "?limit=100&offset=100", page("", "{\"id\":\"1\",\"finished_at\":null}"));

        List<CohortCalculation> history =
                client.cohorts().calculationHistory(3).stream().toList();

        CohortCalculation last = history.get(0);
        assertThat(last.startedAt()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(last.finishedAt()).isEqualTo(Instant.parse("2026-01-02T00:01:00Z"));
        assertThat(last.count()).isEqualTo(12);
        assertThat(last.errorCode()).isEqualTo("memory_limit");
        assertThat(last.error()).isEqualTo("too big");
        assertThat(last.fields().integer("total_ms")).hasValue(5);
        assertThat(last).asString().contains("memory_limit").doesNotContain("too big");
        assertThat(history).hasSize(2);
        assertThat(history.get(1).finishedAt()).isNull();
        assertThat(history.get(1).startedAt()).isNull();
        assertThat(history.get(1).count()).isNull();
        assertThat(history.get(1).errorCode()).isNull();
        assertThat(history.get(1).error()).isNull();
    }

    @Test
    void calculationHistory_whenTheNextPageIsNamedByItsQueryAlone_isReadToItsEnd() {
        stub(HISTORY + "?limit=100", "{\"results\":[{\"id\":\"2\"}],\"next\":\"?limit=100&offset=100\"}");
        stub(HISTORY + "?limit=100&offset=100", "{\"results\":[{\"id\":\"1\"}],\"next\":\"?limit=100&offset=200\"}");
        stub(HISTORY + "?limit=100&offset=200", page(""));

        assertThat(client.cohorts().calculationHistory(3).stream())
                .extracting(calculation -> calculation.fields().text("id").orElseThrow())
                .containsExactly("2", "1");
    }
}
