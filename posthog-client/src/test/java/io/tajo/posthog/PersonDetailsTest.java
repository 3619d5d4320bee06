package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.InvalidRequestException;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import io.tajo.posthog.properties.PropertyFilter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PersonDetailsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/persons/";

    private static String results(String next, String... persons) {
        return "{\"results\":[" + String.join(",", persons) + "],\"next\":"
                + (next.isEmpty() ? "null" : "\"" + next + "\"") + "}";
    }

    private static String person(String uuid) {
        return "{\"id\":1,\"uuid\":\"" + uuid + "\"}";
    }

    @TestFactory
    Stream<DynamicTest> list_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(
                        this,
                        "person:read",
                        () -> client.persons().list(PersonQuery.all()).forEach(person -> {}))
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> get_ofEveryRefusal_throwsWhatToDo() {
        return new AreaErrors(this, "person:read", () -> client.persons().get("1")).tests();
    }

    @Test
    void list_sendsConditionsAsAnArray() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson(results(""))));

        client.persons()
                .list(PersonQuery.all()
                        .matching(PropertyFilter.person("plan").is("pro"))
                        .matching(PropertyFilter.cohort(3)))
                .forEach(person -> {});

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam(
                        "properties",
                        equalToJson("[{\"key\":\"plan\",\"value\":\"pro\",\"operator\":\"exact\",\"type\":\"person\"},"
                                + "{\"key\":\"id\",\"value\":3,\"type\":\"cohort\"}]")));
    }

    @Test
    void list_whenThereAreNoConditions_sendsNoParameterForThem() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=1000")).willReturn(okJson(results(""))));

        assertThat(client.persons().list(PersonQuery.all()).stream()).isEmpty();
    }

    @Test
    void list_ofAPersonWith150000DistinctIds_handsThemAllOut() {
        String ids = IntStream.range(0, 150_000).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(","));
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(okJson(results("", "{\"uuid\":\"a\",\"distinct_ids\":[" + ids + "]}"))));

        assertThat(client.persons().list(PersonQuery.all()).stream()
                        .toList()
                        .get(0)
                        .distinctIds())
                .hasSize(150_000);
    }

    @Test
    void list_whenAPageIsTooLarge_asksForHalvesAndFollowsThem() {
        String tooLarge = results("", "{\"uuid\":\"x\",\"name\":\"" + largeText() + "\"}");
        server.stubFor(get(urlEqualTo(LIST + "?limit=4"))
                .willReturn(okJson(results("http://x" + LIST + "?limit=4&offset=4", person("a")))));
        server.stubFor(get(urlEqualTo(LIST + "?limit=4&offset=4")).willReturn(okJson(tooLarge)));
        server.stubFor(get(urlEqualTo(LIST + "?limit=2&offset=4"))
                .willReturn(okJson(results("http://x" + LIST + "?limit=2&offset=6", person("b"), person("c")))));
        server.stubFor(get(urlEqualTo(LIST + "?limit=2&offset=6")).willReturn(okJson(results("", person("d")))));

        assertThat(client.persons().list(PersonQuery.all().pageSize(4)).stream())
                .extracting(Person::uuid)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void list_whenTheFirstPageIsTooLarge_asksForHalfOfIt() {
        String tooLarge = results("", "{\"uuid\":\"x\",\"name\":\"" + largeText() + "\"}");
        server.stubFor(get(urlEqualTo(LIST + "?limit=3&search=q")).willReturn(okJson(tooLarge)));
        server.stubFor(get(urlEqualTo(LIST + "?limit=1&search=q")).willReturn(okJson(results("", person("a")))));

        assertThat(client.persons().list(PersonQuery.all().search("q").pageSize(3)).stream())
                .extracting(Person::uuid)
                .containsExactly("a");
    }

    @Test
    void list_whenOnePersonAloneIsTooLarge_givesUp() {
        String tooLarge = results("", "{\"uuid\":\"x\",\"name\":\"" + largeText() + "\"}");
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson(tooLarge)));

        assertThatThrownBy(() -> client.persons().list(PersonQuery.all().pageSize(2)).stream()
                        .count())
                .isInstanceOf(BodyTooLargeException.class);
        server.verify(2, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void get_ofAPersonWithoutProfile_leavesNullWhatPostHogDoesNotKnow() {
        server.stubFor(get(urlEqualTo(LIST + "0190-a/"))
                .willReturn(okJson("{\"id\":null,\"uuid\":\"0190-a\",\"name\":null,\"created_at\":null,"
                        + "\"last_seen_at\":null,\"distinct_ids\":[\"d\"],\"properties\":{}}")));

        Person person = client.persons().get("0190-a");

        assertThat(person.name()).isNull();
        assertThat(person.createdAt()).isNull();
        assertThat(person.lastSeenAt()).isNull();
        assertThat(person.distinctIds()).containsExactly("d");
    }

    @Test
    void get_ofADistinctId_pointsAtTheWayToAskForOne() {
        server.stubFor(get(urlEqualTo(LIST + "a%2Fb/"))
                .willReturn(refusal(400, "validation_error", "invalid_input", "That does not look like a personID.")));

        assertThatThrownBy(() -> client.persons().get("a/b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("does not look like a personID")
                .hasMessageContaining("PersonQuery.distinctId");
    }

    @Test
    void findByDistinctId_asksForOnePersonAndReadsNoFurther() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=1&distinct_id=d%201"))
                .willReturn(okJson(results("http://x" + LIST + "?limit=1&offset=1", person("a")))));

        assertThat(client.persons().findByDistinctId("d 1")).map(Person::uuid).hasValue("a");
        server.verify(1, getRequestedFor(urlPathEqualTo(LIST)));
    }

    @Test
    void findByDistinctId_ofNobody_isEmpty() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson(results(""))));

        assertThat(client.persons().findByDistinctId("d")).isEmpty();
    }

    @Test
    void toString_ofAPerson_holdsTheUuidOnly() {
        server.stubFor(get(urlEqualTo(LIST + "1/"))
                .willReturn(aResponse().withBody("{\"uuid\":\"a\",\"name\":\"ada@example.com\"}")));

        assertThat(client.persons().get("1")).hasToString("Person[a]");
        server.verify(getRequestedFor(urlEqualTo(LIST + "1/")).withHeader("Authorization", equalTo("Bearer " + KEY)));
        assertThat(List.of(client.persons().get("1"))).hasToString("[Person[a]]");
    }
}
