package io.tajo.examples.sandbox.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventQuery;
import io.tajo.brevo.events.StoredEvent;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Custom events as a client of Brevo's finds them. */
@Timeout(30)
class EventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SandboxClock clock = SandboxClock.manual(NOW);
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .eventsSettleAfter(Duration.ofSeconds(5))
            .build();
    private final BrevoClient brevo = BrevoClient.builder()
            .host(sandbox.brevoUri().toString())
            .apiKey(sandbox.brevoApiKey())
            .build();
    private long ada;

    @BeforeEach
    void addContacts() {
        sandbox.brevo().putContact("ada@example.com", Map.of(), List.of());
        sandbox.brevo().putContact("bob@example.com", Map.of(), List.of());
        ada = sandbox.brevo().contact("ada@example.com").orElseThrow().id();
        brevo.contacts()
                .update(ContactId.email("bob@example.com"), ContactUpdate.none().extId("b"));
    }

    @AfterEach
    void close() {
        brevo.close();
        sandbox.close();
    }

    private void send(String name, ContactId whose, Instant when) {
        brevo.events().send(ContactEvent.of(name, whose).at(when));
    }

    private List<String> names(EventQuery query) {
        return brevo.events().list(query).stream().map(StoredEvent::name).toList();
    }

    @Test
    void events_areShownOnceTheyHaveSettled() {
        send("early", ContactId.id(ada), NOW);
        assertThat(names(EventQuery.all())).isEmpty();

        clock.advance(Duration.ofSeconds(5));
        assertThat(names(EventQuery.all())).containsExactly("early");
    }

    @Test
    void events_areFoundByNameContactAndTime() {
        send("one", ContactId.id(ada), NOW.minusSeconds(60));
        send("two", ContactId.extId("b"), NOW.minusSeconds(30));
        send("old", ContactId.email("ada@example.com"), NOW.minus(Duration.ofDays(300)));
        clock.advance(Duration.ofSeconds(5));

        assertThat(names(EventQuery.all())).containsExactly("two", "one");
        assertThat(names(EventQuery.all().named("one", "old"))).containsExactly("one");
        assertThat(names(EventQuery.all().of(ada))).containsExactly("one");
        assertThat(names(EventQuery.all().between(NOW.minus(Duration.ofDays(301)), NOW.minusSeconds(60))))
                .containsExactly("one", "old");
    }

    @Test
    void anEvent_ofAnAddressThatNobodyHas_makesAContact() {
        send("one", ContactId.email("new@example.com"), NOW);
        send("two", ContactId.extId("nobody"), NOW);

        assertThat(sandbox.brevo().contact("new@example.com")).isPresent();
        assertThat(sandbox.brevo().events()).extracting(StoredEventRecord::name).containsExactly("one");
    }
}
