package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.JsonObject;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.Fingerprint;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.mapping.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final long LIST = 25;
    private static final Planner.Candidate ADA = new Planner.Candidate(
            Profile.of("person 1", JsonObject.empty()),
            EmailAddress.parse("ada@example.com").orElseThrow());

    private final Ledger ledger = Ledger.inMemory();
    private final Lease lease = ledger.lease("persons");
    private final ContactKey ada = lease.hash().contact("ada@example.com");
    private final Consent consent = new Consent();

    @AfterEach
    void close() {
        lease.close();
        ledger.close();
    }

    private Decision decide(FieldMapper mapper) {
        TargetAttributes attributes = TargetAttributes.prepare(
                new ReadOnlyAttributes(), Map.of("PLAN", AttributeType.TEXT), MissingAttributes.CREATE, true);
        Planner planner =
                new Planner(mapper, attributes, consent, lease, new Mirrors(Map.of()), new Vehicle(LIST, true));
        return planner.decide(List.of(ADA)).get(0);
    }

    private Fingerprint change(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return ((Decision.Changed) decision).change().fingerprint();
    }

    private static FieldMapper joining() {
        return (person, contact) -> contact.set("PLAN", "pro").joinList(LIST);
    }

    private long attempt() {
        long batch = lease.plan(Map.of(ada, new Fingerprint(Map.of("PLAN", 7L), Set.of(LIST), Set.of())));
        lease.attempt(batch);
        return batch;
    }

    private void attemptWithoutAnswer() {
        lease.settle(attempt(), List.of(), List.of());
    }

    private void inBrevo(Long... lists) {
        consent.add(ada, new Standing(true, false, Set.of(lists), Set.of(), Set.of()));
    }

    @Test
    void decide_whenAnAttemptWasNeverAnsweredAndBrevoKnowsNobody_makesTheContact() {
        attemptWithoutAnswer();

        assertThat(change(decide(joining())).lists()).containsExactly(LIST);
    }

    @Test
    void decide_whenBrevoOnceHeldTheContact_takesItForDeleted() {
        lease.settle(attempt(), List.of(ada), List.of());
        attemptWithoutAnswer();

        assertThat(decide(joining())).isInstanceOf(Decision.Skipped.class);
    }

    @Test
    void decide_whenAnAttemptWithoutAnswerHasPutTheContactIntoTheList_countsTheListAsOurs() {
        attemptWithoutAnswer();
        inBrevo(LIST);

        Fingerprint change = change(decide(joining()));

        assertThat(change.lists()).containsExactly(LIST);
        assertThat(change.others()).isEmpty();
    }

    @Test
    void decide_whenSomebodyElseHasPutTheContactIntoTheList_leavesTheListToThem() {
        inBrevo(LIST);

        Fingerprint change = change(decide(joining()));

        assertThat(change.lists()).isEmpty();
        assertThat(change.others()).containsExactly(LIST);
    }

    @Test
    void decide_whenAnAttemptWithoutAnswerDidNotFillTheList_putsTheContactIn() {
        attemptWithoutAnswer();
        inBrevo();

        Decision decision = decide(joining());

        assertThat(((Decision.Changed) decision).change().lists()).containsExactly(LIST);
        assertThat(((Decision.Changed) decision).remarks().withheldLists()).isEmpty();
    }

    @Test
    void decide_whenNothingOfAContactWasEverProven_deletesNobody() {
        attemptWithoutAnswer();
        inBrevo(LIST);

        assertThat(decide((person, contact) -> contact.delete())).isInstanceOf(Decision.Skipped.class);
    }
}
