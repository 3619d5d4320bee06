package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.JsonObject;
import io.tajo.connector.destination.ContactSnapshot;
import io.tajo.connector.destination.ContactStatus;
import io.tajo.connector.destination.ReadOnlyAttributes;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.ValueMarks;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.mapping.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final long LIST = 25;
    private static final ValueMarks MARKS = new ValueMarks(Map.of("PLAN", AttributeType.TEXT), 7);
    private static final Planner.Candidate ADA = new Planner.Candidate(
            Profile.of("person 1", JsonObject.empty()),
            EmailAddress.parse("ada@example.com").orElseThrow());

    private final Ledger ledger = Ledger.inMemory();
    private final Lease lease = ledger.lease("persons");
    private final ContactKey ada = lease.hash().contact("ada@example.com");
    private ContactSnapshot snapshot = new ContactSnapshot(MARKS);
    private ContactStatus status = ContactStatus.UNKNOWN;
    private @Nullable String heldPlan;

    @AfterEach
    void close() {
        lease.close();
        ledger.close();
    }

    private Decision decide(FieldMapper mapper) {
        TargetAttributes attributes = TargetAttributes.prepare(
                new ReadOnlyAttributes(),
                FieldUse.of(Set.of(), Map.of("PLAN", AttributeType.TEXT)),
                MissingAttributes.CREATE,
                true);
        Planner planner = new Planner(mapper, attributes, snapshot, lease, new MirrorTracker(Map.of()), true, Set.of());
        return planner.decide(List.of(ADA)).get(0);
    }

    /** Decides again, in a run that has met no contact yet. */
    private Decision newRun(FieldMapper mapper) {
        snapshot = new ContactSnapshot(MARKS);
        snapshot.add(ada, status, name -> heldPlan);
        return decide(mapper);
    }

    private ContactState change(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return ((Decision.Changed) decision).change().fingerprint();
    }

    private static FieldMapper joining() {
        return (person, contact) -> contact.set("PLAN", "pro").joinList(LIST);
    }

    private long attempt() {
        long batch = lease.plan(Map.of(ada, new ContactState(Map.of("PLAN", 7L), Set.of(LIST), Set.of())));
        lease.attempt(batch);
        return batch;
    }

    private void attemptWithoutAnswer() {
        lease.settle(attempt(), List.of(), List.of());
    }

    private void inBrevo(@Nullable String plan, Set<Long> lists, Set<Long> left) {
        heldPlan = plan;
        status = new ContactStatus(true, false, lists, left);
        snapshot.add(ada, status, name -> plan);
    }

    /** Lets the library have sent a value. */
    private void sent(String plan) {
        ContactState change = new ContactState(
                Map.of("PLAN", lease.hash().field("PLAN", plan), ContactState.FILLED, 2L), Set.of(), Set.of());
        applied(change);
    }

    private void applied(ContactState change) {
        long batch = lease.plan(Map.of(ada, change));
        lease.attempt(batch);
        lease.settle(batch, List.of(ada), List.of());
    }

    private static FieldMapper setting(String plan) {
        return (person, contact) -> contact.set("PLAN", plan);
    }

    private void inBrevo(Long... lists) {
        inBrevo(null, Set.of(lists), Set.of());
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

        ContactState change = change(decide(joining()));

        assertThat(change.lists()).containsExactly(LIST);
        assertThat(change.others()).isEmpty();
    }

    @Test
    void decide_whenSomebodyElseHasPutTheContactIntoTheList_leavesTheListToThem() {
        inBrevo(LIST);

        ContactState change = change(decide(joining()));

        assertThat(change.lists()).isEmpty();
        assertThat(change.others()).containsExactly(LIST);
    }

    @Test
    void decide_whenAnAttemptWithoutAnswerDidNotFillTheList_putsTheContactIn() {
        attemptWithoutAnswer();
        inBrevo();

        Decision decision = decide(joining());

        assertThat(((Decision.Changed) decision).change().joins()).containsExactly(LIST);
        assertThat(((Decision.Changed) decision).remarks().withheldLists()).isEmpty();
    }

    @Test
    void decide_whenNothingOfAContactWasEverProven_deletesNobody() {
        attemptWithoutAnswer();
        inBrevo(LIST);

        assertThat(decide((person, contact) -> contact.delete())).isInstanceOf(Decision.Skipped.class);
    }

    @Test
    void decide_whatBrevoHoldsAlready_isNotSent_andTheLedgerAdoptsIt() {
        inBrevo("pro", Set.of(), Set.of());

        Decision.Unchanged unchanged = (Decision.Unchanged) decide(setting("pro"));

        ContactState adopted = unchanged.adoption().orElseThrow();
        assertThat(adopted.fields()).containsEntry("PLAN", lease.hash().field("PLAN", "pro"));
        applied(adopted);
        assertThat(((Decision.Unchanged) newRun(setting("pro"))).adoption()).isEmpty();
    }

    @Test
    void decide_ofAContactThatHeldItsValuesBefore_deletesNothing() {
        inBrevo("pro", Set.of(), Set.of());
        applied(((Decision.Unchanged) decide(setting("pro"))).adoption().orElseThrow());

        assertThat(newRun((person, contact) -> contact.delete())).isInstanceOf(Decision.Skipped.class);
    }

    @Test
    void decide_whatWasChangedInBrevo_isSetAgain_butOnlyOnceWhereBrevoMakesTheSameOfIt() {
        sent("pro");
        inBrevo("Pro", Set.of(), Set.of());

        Decision.Changed repair = (Decision.Changed) decide(setting("pro"));
        assertThat(repair.change().attributes()).isEqualTo(Map.of("PLAN", "pro"));
        applied(repair.change().fingerprint());
        Decision.Unchanged learned = (Decision.Unchanged) newRun(setting("pro"));

        assertThat(learned.remarks().otherForms()).containsExactly("PLAN");
        assertThat(newRun(setting("team"))).isInstanceOf(Decision.Changed.class);
    }

    @Test
    void decide_whatWasEmptiedInBrevo_isFilledAgainEachTime() {
        sent("pro");
        inBrevo(null, Set.of(), Set.of());

        Decision.Changed repair = (Decision.Changed) decide(setting("pro"));
        applied(repair.change().fingerprint());

        assertThat(newRun(setting("pro"))).isInstanceOf(Decision.Changed.class);
    }

    @Test
    void decide_toClearWhatIsEmpty_sendsNothing() {
        sent("pro");
        inBrevo(null, Set.of(), Set.of());

        assertThat(decide((person, contact) -> contact.clear("PLAN"))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void decide_ofAMember_namesNoListAgain() {
        inBrevo("free", Set.of(LIST), Set.of());

        ContactChange change = ((Decision.Changed) decide(joining())).change();

        assertThat(change.joins()).isEmpty();
        assertThat(change.attributes()).isEqualTo(Map.of("PLAN", "pro"));
    }

    @Test
    void decide_ofAListThatTheContactHasLeft_joinsNothing() {
        inBrevo("pro", Set.of(), Set.of(LIST));

        Decision.Unchanged unchanged = (Decision.Unchanged) decide(joining());

        assertThat(unchanged.remarks().withheldLists()).containsExactly(LIST);
    }

    @Test
    void decide_ofAListThatTheLibraryFilledAndTheContactIsNoLongerIn_joinsNothing() {
        applied(new ContactState(Map.of(), Set.of(LIST), Set.of()));
        inBrevo("pro", Set.of(), Set.of());

        Decision.Unchanged unchanged = (Decision.Unchanged) decide(joining());

        assertThat(unchanged.remarks().withheldLists()).containsExactly(LIST);
    }

    /** Whether Brevo returns an option by its label or by its number, this is neither. */
    @Test
    void decide_whenACategoryIsAnotherInBrevoThanItWasSent_sendsItAgain() {
        sent("pro");
        ValueMarks marks = new ValueMarks(Map.of("PLAN", AttributeType.CATEGORY), 7);
        snapshot = new ContactSnapshot(marks);
        snapshot.add(ada, new ContactStatus(true, false, Set.of(), Set.of()), name -> "free");

        assertThat(decide(setting("pro"))).isInstanceOf(Decision.Changed.class);
    }
}
