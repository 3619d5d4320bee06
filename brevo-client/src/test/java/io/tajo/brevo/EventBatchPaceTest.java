package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.client.Permit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBatchPaceTest extends BrevoServerTest {
    private static final ContactEvent EVENT = ContactEvent.of("purchase", ContactId.id(7));

    private final Remembering pace = new Remembering();
    private BrevoClient paced;

    /** Never waits, and remembers whose quota was asked for. For one thread. */
    private static final class Remembering implements RateLimitStrategy {
        private final List<RouteGroup> acquired = new ArrayList<>();
        private final List<RouteGroup> observed = new ArrayList<>();

        @Override
        public Permit acquire(RouteGroup group, Duration maxWait) {
            acquired.add(group);
            return RateLimitStrategy.unlimited().acquire(group, maxWait);
        }

        @Override
        public void observe(RouteGroup group, RateLimitSignal signal) {
            observed.add(group);
        }
    }

    @BeforeEach
    void openPaced() {
        paced = BrevoClient.builder()
                .host(server.baseUrl() + "/v3")
                .apiKey(KEY)
                .rateLimit(pace)
                .clock(time)
                .sleeper(time)
                .build();
    }

    @AfterEach
    void closePaced() {
        paced.close();
    }

    private static ResponseDefinitionBuilder queued(int limit, int reset) {
        return status(202)
                .withHeader("x-sib-ratelimit-limit", String.valueOf(limit))
                .withHeader("x-sib-ratelimit-remaining", "50")
                .withHeader("x-sib-ratelimit-reset", String.valueOf(reset));
    }

    private void sendBatches(int count) {
        for (int i = 0; i < count; i++)
            assertThat(paced.events().send(List.of(EVENT)).accepted()).isEqualTo(1);
    }

    @Test
    void batches_onceTheirLimitIsAHundredAnHour_useTheQuotaOfEveryOtherRoute() {
        answer(queued(100, 3_000), queued(100, 2_999));

        sendBatches(2);

        assertThat(pace.acquired).containsExactly(BrevoLimits.EVENTS, BrevoLimits.OTHER);
        // What showed it counts there already.
        assertThat(pace.observed).containsExactly(BrevoLimits.OTHER, BrevoLimits.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "10, 60", "36000, 3000", "1001, 3000"})
    void batches_whileTheirLimitIsThatOfEvents_useTheQuotaOfEvents(int limit, int reset) {
        answer(queued(limit, reset));

        sendBatches(2);

        assertThat(pace.acquired).containsExactly(BrevoLimits.EVENTS, BrevoLimits.EVENTS);
        assertThat(pace.observed).containsExactly(BrevoLimits.EVENTS, BrevoLimits.EVENTS);
    }

    @Test
    void batches_whenBrevoNamesNoLimit_useTheQuotaOfEvents() {
        answer(status(202).withHeader("x-sib-ratelimit-reset", "3000"));

        sendBatches(2);

        assertThat(pace.acquired).containsExactly(BrevoLimits.EVENTS, BrevoLimits.EVENTS);
    }

    @Test
    void singleEvents_stayInTheirOwnQuotaWhateverBatchesDo() {
        answer(queued(100, 3_000));

        sendBatches(1);
        paced.events().send(EVENT);

        assertThat(pace.acquired).containsExactly(BrevoLimits.EVENTS, BrevoLimits.EVENTS);
    }

    @Test
    void otherRoutes_withASmallHourlyLimit_moveNoBatches() {
        answer(queued(100, 3_000).withStatus(200), queued(10, 1));

        assertThat(paced.processes().recent()).isEmpty();
        sendBatches(1);

        assertThat(pace.acquired).containsExactly(BrevoLimits.OTHER, BrevoLimits.EVENTS);
    }
}
