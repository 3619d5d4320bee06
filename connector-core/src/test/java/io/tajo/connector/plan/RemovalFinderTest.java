package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.contacts.Contact;
import io.tajo.client.JsonObject;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ContactStatus;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.ContactDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovalFinderTest {
    private static final long LIST = 25;

    private final Ledger ledger = Ledger.inMemory();
    private final Lease lease = ledger.lease("members");
    private final List<Contact> members = new ArrayList<>();
    private ContactSnapshot snapshot = new ContactSnapshot(new ValueMarks(Map.of(), 1));
    private MirrorTracker mirrors = mirrors(Mirror.careful());
    private RemovalFinder finder = finder();

    @AfterEach
    void close() {
        lease.close();
        ledger.close();
    }

    private static MirrorTracker mirrors(Mirror mirror) {
        return new MirrorTracker(Map.of(LIST, mirror));
    }

    private RemovalFinder finder() {
        return new RemovalFinder(list -> members, lease, RemovalGuard.applied(Map.of()), snapshot);
    }

    private ContactKey key(String email) {
        return lease.hash().contact(email);
    }

    /** Lets contacts be in the list, put there by the library. */
    private void members(String... emails) {
        Map<ContactKey, ContactState> joined = new LinkedHashMap<>();
        for (String email : emails) {
            inList(email);
            joined.put(key(email), new ContactState(Map.of(ContactState.FILLED, 2L), Set.of(LIST), Set.of()));
        }
        long batch = lease.plan(joined);
        lease.attempt(batch);
        lease.settle(batch, joined.keySet(), List.of());
    }

    private void inList(String email) {
        members.add(new Contact(
                members.size(), email, false, false, Set.of(LIST), Set.of(), JsonObject.empty(), null, null));
        snapshot.add(key(email), new ContactStatus(true, false, Set.of(LIST), Set.of()), name -> null);
    }

    private void read(String email, boolean belongs) {
        boolean first = snapshot.meet(key(email));
        ContactDraft draft = ContactDraft.of(email);
        if (belongs) draft.joinList(LIST);
        mirrors.note(key(email), draft);
        assertThat(first).isTrue();
    }

    private List<String> leaving() {
        return finder.find(mirrors, Set.of(LIST)).stream()
                .map(ListRemoval::email)
                .toList();
    }

    /** Begins the next run, whose reading meets nobody yet. */
    private void nextRun() {
        snapshot = new ContactSnapshot(new ValueMarks(Map.of(), 1));
        mirrors = mirrors(Mirror.careful());
        finder = finder();
    }

    @Test
    void find_aMemberThatWasReadAndDoesNotBelong_leavesAtOnce() {
        members("ada@example.com", "bob@example.com");
        read("ada@example.com", true);
        read("bob@example.com", false);

        assertThat(leaving()).containsExactly("bob@example.com");
    }

    @Test
    void find_aMemberThatTheLibraryDidNotPutIn_stays() {
        inList("eve@example.com");
        members("ada@example.com");
        read("ada@example.com", true);
        read("eve@example.com", false);

        assertThat(leaving()).isEmpty();
    }

    @Test
    void find_aMemberThatWasNotRead_staysForTheGracePeriod() {
        members("ada@example.com", "bob@example.com");
        for (int run = 1; run <= Mirror.DEFAULT_GRACE_PERIOD_RUNS; run++) {
            read("ada@example.com", true);
            assertThat(leaving()).as("run %d", run).isEmpty();
            nextRun();
        }

        read("ada@example.com", true);

        assertThat(leaving()).containsExactly("bob@example.com");
    }

    @Test
    void find_aContactWhoseListsAreNotKnown_stays() {
        members("ada@example.com", "bob@example.com");
        read("ada@example.com", true);
        mirrors.keep(key("bob@example.com"));

        assertThat(leaving()).isEmpty();
    }

    @Test
    void find_aSourceThatIsEmpty_removesNoOneAndSaysSo() {
        members("ada@example.com", "bob@example.com");
        read("ada@example.com", false);
        read("bob@example.com", false);

        assertThat(leaving()).isEmpty();
        assertThat(finder.heldBack()).isEqualTo(Map.of(LIST, 2L));
        assertThat(finder.remarks()).singleElement().asString().contains("list " + LIST);
    }
}
