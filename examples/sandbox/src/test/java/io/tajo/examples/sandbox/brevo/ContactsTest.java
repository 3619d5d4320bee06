package io.tajo.examples.sandbox.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactId;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.brevo.contacts.ContactUpdate;
import io.tajo.brevo.contacts.ContactUpsert;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contacts and lists as a client of Brevo's finds them. */
@Timeout(30)
class ContactsTest {
    private static final ContactId ADA = ContactId.email("ada@example.com");

    private final SandboxClock clock = SandboxClock.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final Sandbox sandbox = Sandbox.builder().clock(clock).build();
    private final BrevoState state = sandbox.brevo();
    private final BrevoClient brevo = BrevoClient.builder()
            .host(sandbox.brevoUri().toString())
            .apiKey(sandbox.brevoApiKey())
            .build();

    @AfterEach
    void close() {
        brevo.close();
        sandbox.close();
    }

    private ContactRecord contact(String email) {
        return state.contact(email).orElseThrow();
    }

    @Test
    void update_ofTheAddressOfOneWhoOptedOut_subscribesAgainAtTheNewOne() {
        state.blocklist("ada@example.com");

        brevo.contacts().update(ADA, ContactUpdate.none().changeEmail("New@Example.com"));

        assertThat(contact("new@example.com").emailBlacklisted()).isFalse();
        assertThat(state.contact("ada@example.com")).isEmpty();
        assertThat(state.resubscriptions()).isEqualTo(1);
    }

    @Test
    void update_movesBetweenListsAndSetsTheExternalId() {
        long other = state.createList("Other");
        state.putContact("ada@example.com", Map.of(), List.of(2L));

        brevo.contacts()
                .update(
                        ADA,
                        ContactUpdate.none()
                                .join(List.of(other))
                                .leave(List.of(2L))
                                .extId("ext-1")
                                .attribute("FIRSTNAME", "Ada"));

        assertThat(contact("ada@example.com").listIds()).isEqualTo(Set.of(other));
        assertThat(brevo.contacts().get(ContactId.extId("ext-1")).orElseThrow().email())
                .isEqualTo("ada@example.com");
        assertThat(contact("ada@example.com").attributes()).containsEntry("FIRSTNAME", "Ada");
    }

    @Test
    void anIdentifierOfAnother_isRefusedAndNothingIsWritten() {
        brevo.contacts()
                .upsert(ContactUpsert.builder()
                        .email("bob@example.com")
                        .extId("ext-2")
                        .attribute("SMS", "+33612345678")
                        .build());
        state.putContact("ada@example.com", Map.of(), List.of());
        ContactUpdate clash = ContactUpdate.none()
                .changeEmail("bob@example.com")
                .extId("ext-2")
                .attribute("SMS", "0033 612345678");

        assertThatExceptionOfType(DuplicateIdentifierException.class)
                .isThrownBy(() -> brevo.contacts().update(ADA, clash))
                .satisfies(refused ->
                        assertThat(refused.identifiers()).containsExactlyInAnyOrder("email", "SMS", "ext_id"));
        assertThatExceptionOfType(DuplicateIdentifierException.class)
                .isThrownBy(() -> brevo.contacts()
                        .upsert(ContactUpsert.builder()
                                .email("ada@example.com")
                                .attribute("SMS", "33612345678")
                                .build()));
        assertThat(contact("ada@example.com").attributes()).isEmpty();
    }

    @Test
    void aNumberThatItsOwnerGaveUp_isFree() {
        state.putContact("bob@example.com", Map.of("SMS", "+33612345678"), List.of());
        state.putContact("bob@example.com", Map.of("SMS", "+33687654321"), List.of());

        brevo.contacts()
                .upsert(ContactUpsert.builder()
                        .email("ada@example.com")
                        .attribute("SMS", "+33612345678")
                        .build());

        assertThat(brevo.contacts()
                        .get(new ContactId("phone_id", "33612345678"))
                        .map(Contact::email))
                .contains("ada@example.com");
    }

    @Test
    void aList_knowsItsMembersAndTheirNumber() {
        for (int i = 0; i < 5; i++) state.putContact("p" + i + "@example.com", Map.of(), List.of(2L));
        state.removeFromList("p1@example.com", 2);
        state.deleteContact("p3@example.com");

        assertThat(brevo.lists().members(2).stream().map(Contact::email))
                .containsExactly("p0@example.com", "p2@example.com", "p4@example.com");
        assertThat(brevo.lists().get(2).orElseThrow().subscribers()).isEqualTo(3);
    }

    @Test
    void list_ofThoseChangedSinceInAList_leavesOutTheOthers() {
        state.putContact("old@example.com", Map.of(), List.of(2L));
        clock.advance(Duration.ofMinutes(1));
        state.putContact("elsewhere@example.com", Map.of(), List.of());
        state.putContact("new@example.com", Map.of("FIRSTNAME", "Ada"), List.of(2L));

        assertThat(brevo.contacts().list(ContactQuery.all().inList(2).modifiedSince(clock.now())).stream()
                        .map(Contact::email))
                .containsExactly("new@example.com");
        assertThat(brevo.contacts().list(ContactQuery.all().equalTo("FIRSTNAME", "Ada")).stream())
                .hasSize(1);
    }

    @Test
    void list_ofAHundredThousandContacts_costsAPageOnlyItsOwn() {
        for (int i = 0; i < 100_000; i++) state.putContact("p" + i + "@example.com", Map.of(), List.of());
        ContactFilter all = new ContactFilter(Set.of(), Set.of(), null, null, "", "");

        // A page that walked over all contacts would walk over two hundred million of them.
        for (int i = 0; i < 2_000; i++) {
            assertThat(state.page(all, i % 2 == 0, 50 * i, 5).contacts()).hasSize(5);
        }
        assertThat(state.page(all, true, 0, 1).contacts().get(0).email()).isEqualTo("p99999@example.com");
    }
}
