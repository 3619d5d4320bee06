package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventReceipt;
import io.tajo.brevo.events.EventResult.Accepted;
import io.tajo.brevo.events.EventResult.NotSent;
import io.tajo.brevo.events.EventResult.Rejected;
import io.tajo.brevo.events.EventResult.Unknown;
import io.tajo.client.BodyTooLargeException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.Permit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitStrategy;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not pass for accepted, and what must not be forgotten. */
class EventBatchFailuresTest extends BrevoServerTest {
    private static final ContactEvent EVENT = ContactEvent.of("purchase", ContactId.email("ada@example.com"));

    /** Does something to the thread that asks for a permit, and gives it one. */
    private record Meddling(Runnable deed) implements RateLimitStrategy {
        @Override
        public Permit acquire(RouteGroup group, Duration maxWait) {
            deed.run();
            return RateLimitStrategy.unlimited().acquire(group, maxWait);
        }

        @Override
        public void observe(RouteGroup group, RateLimitSignal signal) {}
    }

    private static List<ContactEvent> events(int count) {
        return Collections.nCopies(count, EVENT);
    }

    private BrevoClient paced(Runnable deed) {
        return BrevoClient.builder()
                .host(server.baseUrl() + "/v3")
                .apiKey(KEY)
                .rateLimit(new Meddling(deed))
                .clock(time)
                .sleeper(time)
                .build();
    }

    /** An event that is so many bytes of JSON. */
    private static ContactEvent ofLength(int bytes) {
        int rest = Json.write(EVENT.attribute("q", "").toMap()).length;
        return EVENT.attribute("q", "x".repeat(bytes - rest));
    }

    @Test
    void send_splitsWhereOneByteMoreWouldBeTooMany() {
        answer(status(202));
        // What stands around two events: {"events":[,]}
        int room = 512_000 - 14 - 100_000;

        client.events().send(List.of(ofLength(100_000), ofLength(room)));
        client.events().send(List.of(ofLength(100_000), ofLength(room + 1)));

        assertThat(calls()).extracting(call -> call.getBody().length).containsExactly(512_000, 100_013, room + 14);
    }

    @Test
    void send_whenTheWholeBatchFailedAndSomeAreNamed_acceptsNone() {
        answer(json(400, "{\"failed_events\":1,\"errors\":[{\"eventIndex\":[0],\"message\":\"a\"}]}"));

        assertThat(client.events().send(events(3)).results())
                .hasExactlyElementsOfTypes(Rejected.class, Unknown.class, Unknown.class);
    }

    @Test
    void send_whenSomeAreNamedAndNoneCounted_acceptsTheOthers() {
        answer(json(207, "{\"errors\":[{\"eventIndex\":[0],\"message\":\"a\"}]}"));

        assertThat(client.events().send(events(2)).results()).containsExactly(new Rejected("a"), new Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void send_whenBrevoTakesAllInWithoutAWord_acceptsEach(int status) {
        answer(status(status));

        assertThat(client.events().send(events(2)).accepted()).isEqualTo(2);
    }

    @Test
    void send_whenAPositionStandsByItself_takesIt() {
        answer(json(207, """
                {"failed_events":1,"errors":[{"eventIndex":1,"message":"a"},{"eventIndex":2},{"eventIndex":4294967296}]}
                """));

        assertThat(client.events().send(events(2)).results()).containsExactly(new Accepted(), new Rejected("a"));
    }

    @Test
    void send_whenInterruptedOnItsWay_doesNotKnowAndKeepsTheFlag() {
        answer(status(202));
        try (BrevoClient interrupted = paced(() -> Thread.currentThread().interrupt())) {
            EventReceipt receipt = interrupted.events().send(events(201));

            assertThat(receipt.results().subList(0, 200)).hasOnlyElementsOfType(Unknown.class);
            assertThat(receipt.results().get(200)).isEqualTo(new NotSent());
            assertThat(receipt.stoppedBy()).isInstanceOf(CallInterruptedException.class);
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void send_whenInterruptedBeforeItLeaves_isAnException() {
        Runnable interruption = () -> {
            throw new CallInterruptedException("waiting", new InterruptedException());
        };
        try (BrevoClient interrupted = paced(interruption)) {
            assertThatExceptionOfType(CallInterruptedException.class)
                    .isThrownBy(() -> interrupted.events().send(events(201)));
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls()).isEmpty();
    }

    @Test
    void send_whenTheAnswerIsTooLargeToRead_doesNotKnow() {
        byte[] nothingThatShrinks = new byte[9 * 1024 * 1024];
        new Random(7).nextBytes(nothingThatShrinks);
        answer(status(202).withBody(nothingThatShrinks));

        EventReceipt receipt = client.events().send(events(201));

        assertThat(receipt.results().subList(0, 200)).hasOnlyElementsOfType(Unknown.class);
        assertThat(receipt.stoppedBy()).isInstanceOf(BodyTooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMAIL", "email"})
    void event_whenItWouldChangeTheAddress_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.attribute(name, "new@example.com"))
                .withMessageContaining("changeEmail")
                .withMessageNotContaining("new@");
    }

    @Test
    void event_whenAnAttributeIsNoScalar_isRefusedWhereItIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVENT.attribute("tags", List.of("ada@example.com")))
                .withMessageContaining("TAGS")
                .withMessageNotContaining("ada");
    }
}
