package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.DecodingException;
import io.tajo.posthog.persons.Person;
import io.tajo.posthog.persons.PersonQuery;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PersonsTest extends PostHogServerTest {
    private static final String LIST = "/api/projects/7/persons/";

    private static String person(String uuid) {
        return "{\"id\":1,\"uuid\":\"" + uuid + "\",\"distinct_ids\":[\"d\"],\"properties\":{\"n\":9007199254740993},"
                + "\"created_at\":\"2026-01-02T03:04:05.678000Z\",\"unheard_of\":{}}";
    }

    @Test
    void list_followsNextOnTheConfiguredHostThroughShortPagesAndHandsARepeatedPersonOutOnce() {
        server.stubFor(get(urlEqualTo(LIST + "?limit=3"))
                .willReturn(okJson("{\"results\":[" + person("a") + "," + person("b")
                        + "],\"next\":\"http://internal.posthog:8000" + LIST + "?limit=3&offset=3\"}")));
        server.stubFor(get(urlEqualTo(LIST + "?limit=3&offset=3"))
                .willReturn(okJson("{\"results\":[],\"next\":\"https://elsewhere" + LIST + "?limit=3&offset=6\"}")));
        server.stubFor(get(urlEqualTo(LIST + "?limit=3&offset=6"))
                .willReturn(okJson("{\"results\":[" + person("b") + "," + person("c") + "],\"next\":null}")));

        assertThat(client.persons().list(PersonQuery.all().pageSize(3)).stream())
                .extracting(Person::uuid)
                .containsExactly("a", "b", "c");
        server.verify(3, getRequestedFor(urlPathEqualTo(LIST)).withHeader("Authorization", equalTo("Bearer " + KEY)));
    }

    @Test
    void list_sendsWhatIsAskedFor() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{\"results\":[]}")));

        client.persons()
                .list(PersonQuery.all().search("a&b").email("x+y@example.com").distinctId("d/1"))
                .forEach(person -> {});

        server.verify(getRequestedFor(urlPathEqualTo(LIST))
                .withQueryParam("limit", equalTo("1000"))
                .withQueryParam("search", equalTo("a&b"))
                .withQueryParam("email", equalTo("x+y@example.com"))
                .withQueryParam("distinct_id", equalTo("d/1")));
    }

    @Test
    void list_keepsNumbersExactlyAndToleratesWhatIsMissing() {
        server.stubFor(get(urlPathEqualTo(LIST))
                .willReturn(okJson("{\"results\":[" + person("a") + ",{\"uuid\":\"b\",\"name\":null,"
                        + "\"created_at\":null,\"properties\":null}]}")));

        var persons = client.persons().list(PersonQuery.all()).stream().toList();

        assertThat(persons.get(0).properties().integer("n")).hasValue(9_007_199_254_740_993L);
        assertThat(persons.get(0).createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(persons.get(1).createdAt()).isNull();
        assertThat(persons.get(1).distinctIds()).isEmpty();
    }

    @Test
    void list_whenTheAnswerIsNoPostHogs_saysSoInsteadOfReadingNobody() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{\"hello\":\"world\"}")));

        assertThatThrownBy(
                        () -> client.persons().list(PersonQuery.all()).stream().count())
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("no results");
    }

    @Test
    void list_whenAnObservedViewIsClosed_theClientStaysOpen() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{\"results\":[]}")));

        client.withListener(attempt -> {}).close();

        assertThat(client.persons().list(PersonQuery.all()).stream()).isEmpty();
    }

    @Test
    void list_pacedByThePublishedQuotas_waitsOnTheTimeThatTheBuilderWasGiven() {
        server.stubFor(get(urlPathEqualTo(LIST)).willReturn(okJson("{\"results\":[]}")));

        for (int i = 0; i < 241; i++) client.persons().list(PersonQuery.all()).forEach(person -> {});

        // 240 calls a minute, on a clock that stands still: the next one waits out the minute.
        assertThat(time.sleeps()).containsExactly(Duration.ofMinutes(1));
    }
}
