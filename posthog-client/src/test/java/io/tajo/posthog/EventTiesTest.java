package io.tajo.posthog;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.events.EventQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTiesTest {
    private static final Instant NEWEST = Instant.parse("2026-01-02T03:04:05.678901Z");

    private int calls;
    private int longestAddress;

    /** As many events at each of some times, all with uuids that start alike, as those of one time do. */
    private static Map<String, Instant> events(int times, int atEach) {
        Map<String, Instant> events = new LinkedHashMap<>();
        for (int i = 0; i < times * atEach; i++) {
            events.put(String.format("019b0000-0000-7000-8000-%012x", i * 7L), NEWEST.minusNanos(i / atEach * 1_000L));
        }
        return events;
    }

    private List<String> read(Map<String, Instant> events, int clamp, int pageSize) {
        WireMockServer server = new WireMockServer(
                wireMockConfig().dynamicPort().http2PlainDisabled(true).extensions(new FakeEvents(events, clamp)));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok().withTransformers("events")));
        FakeTime time = new FakeTime();
        try (PostHogClient client = PostHogClient.builder()
                .host(server.baseUrl())
                .personalApiKey("phx_k")
                .projectId("7")
                .clock(time)
                .sleeper(time)
                .build()) {
            return client.events().list(EventQuery.all().pageSize(pageSize)).stream()
                    .map(Event::uuid)
                    .toList();
        } finally {
            var requests = server.findAll(anyRequestedFor(anyUrl()));
            calls = requests.size();
            longestAddress = requests.stream()
                    .mapToInt(request -> request.getUrl().length())
                    .max()
                    .orElse(0);
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // times, events at each, clamp, page size
        "0, 1, 1000, 100",
        "7, 1, 1000, 3",
        "7, 1, 1, 100",
        "5, 3, 4, 100",
        "4, 30, 7, 100",
        "3, 250, 60, 100",
        "2, 1700, 1000, 1000"
    })
    void list_ofEventsThatShareTheirTimes_handsEachOutOnceWhateverPostHogClampsTo(
            int times, int atEach, int clamp, int pageSize) {
        Map<String, Instant> events = events(times, atEach);

        List<String> read = read(events, clamp, pageSize);

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(events.keySet());
        assertThat(longestAddress).isLessThan(8_000);
    }

    @Test
    void list_ofEventsOfOneTimeWhoseUuidsEndAlike_handsEachOutOnce() {
        Map<String, Instant> events = new LinkedHashMap<>();
        for (int i = 0; i < 400; i++) events.put(String.format("%08x-0000-7000-8000-000000000000", i * 7L), NEWEST);

        List<String> read = read(events, 60, 100);

        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(events.keySet());
    }

    @Test
    void list_ofOnePage_costsTwoCalls() {
        read(events(5, 1), 1_000, 100);

        assertThat(calls).isEqualTo(2);
    }
}
