package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.ContactDraft;
import io.tajo.examples.sandbox.control.Service;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Single contacts that the caller writes. */
@Timeout(60)
class ContactsByHandTest {
    private static final String ADA = "ada@example.com";

    private static SyncFixture stage() {
        SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(0));
        stage.target().addAttribute("PLAN", "text");
        return stage;
    }

    private static long calls(SyncFixture stage) {
        long calls = stage.sandbox.calls().count(Service.BREVO);
        stage.sandbox.calls().clear();
        return calls;
    }

    @Test
    void aWrite_costsTwoCallsAtMostAndNamesNoList() {
        try (SyncFixture stage = stage()) {
            stage.connector.contacts().update(ADA, Map.of("PLAN", "pro"));
            assertThat(calls(stage)).isLessThanOrEqualTo(2);
            assertThat(stage.target().contact(ADA).orElseThrow().listIds()).isEmpty();

            stage.connector.contacts().update(ADA, Map.of("PLAN", "free"));
            assertThat(calls(stage)).isLessThanOrEqualTo(2);
            assertThat(stage.target().contact(ADA).orElseThrow().attributes()).containsEntry("PLAN", "free");

            stage.connector.contacts().sync(ContactDraft.of(ADA).clear("PLAN"));
            assertThat(calls(stage)).isLessThanOrEqualTo(2);
            assertThat(stage.target().contact(ADA).orElseThrow().attributes()).doesNotContainKey("PLAN");
            assertThat(stage.target().contact(ADA).orElseThrow().listIds()).isEmpty();
        }
    }

    @Test
    void aContactThatIsInAList_isWrittenWithoutNamingIt() {
        try (SyncFixture stage = stage()) {
            long list = stage.target().createList("News");
            long other = stage.target().createList("Other");
            stage.target().putContact(ADA, Map.of(), Set.of(list));
            stage.connector.contacts().sync(ContactDraft.of(ADA).joinList(other));
            stage.target().removeFromList(ADA, other);

            stage.connector.contacts().update(ADA, Map.of("PLAN", "pro"));

            assertThat(stage.target().contact(ADA).orElseThrow().listIds()).containsExactly(list);
        }
    }

    @Test
    void aListThatIsAskedFor_isJoined_butNotOneThatTheContactHasLeft() {
        try (SyncFixture stage = stage()) {
            long joined = stage.target().createList("Joined");
            long left = stage.target().createList("Left");
            stage.target().putContact(ADA, Map.of(), Set.of(left));
            stage.target().unsubscribeFromList(ADA, left);
            stage.target().blocklist(ADA);
            stage.connector.contacts().update("bob@example.com", Map.of("PLAN", "pro"));
            calls(stage);

            stage.connector
                    .contacts()
                    .sync(ContactDraft.of(ADA)
                            .set("PLAN", "pro")
                            .joinList(joined)
                            .joinList(left));

            assertThat(calls(stage)).isLessThanOrEqualTo(2);
            assertThat(stage.target().contact(ADA).orElseThrow().listIds()).containsExactly(joined);
            assertThat(stage.target().contact(ADA).orElseThrow().emailBlacklisted())
                    .isTrue();
            assertThat(stage.target().resubscriptions()).isZero();
        }
    }

    @Test
    void anAttributeThatBrevoLacks_isAnErrorUnlessCreationIsAskedFor() {
        try (SyncFixture stage = stage()) {
            assertThatThrownBy(() -> stage.connector.contacts().update(ADA, Map.of("PLNA", "pro")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("PLNA")
                    .hasMessageContaining("creatingAttributes()");
            assertThat(stage.target().contact(ADA)).isEmpty();

            stage.connector.contacts().creatingAttributes().update(ADA, Map.of("SCORE", 7));

            assertThat(stage.target().contact(ADA).orElseThrow().attributes().get("SCORE"))
                    .hasToString("7");
        }
    }

    @Test
    void aContactThatWasDeletedInBrevo_staysDeleted() {
        try (SyncFixture stage = stage()) {
            stage.connector.contacts().update(ADA, Map.of("PLAN", "pro"));
            stage.target().deleteContact(ADA);

            assertThat(stage.connector
                            .contacts()
                            .update(ADA, Map.of("PLAN", "free"))
                            .counts()
                            .skipped())
                    .isEqualTo(1);
            assertThat(stage.target().contact(ADA)).isEmpty();
        }
    }
}
