package io.tajo.connector.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.connector.ledger.ContactKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContactSnapshotTest {
    private static final ContactKey ADA = new ContactKey(1, 2);
    private static final ContactKey BOB = new ContactKey(-3, 4);

    private final ContactSnapshot snapshot =
            new ContactSnapshot(new ValueMarks(Map.of("PLAN", AttributeType.TEXT, "SCORE", AttributeType.FLOAT), 7));

    private static ContactStatus member(Long... lists) {
        return new ContactStatus(true, false, Set.of(lists), Set.of());
    }

    @Test
    void meet_isTrueOnceForEachContact_andLeavesItsStatus() {
        snapshot.add(ADA, member(7L), name -> null);

        assertThat(snapshot.hasMet(ADA)).isFalse();
        assertThat(snapshot.meet(ADA)).isTrue();
        assertThat(snapshot.meet(ADA)).isFalse();
        assertThat(snapshot.hasMet(ADA)).isTrue();
        assertThat(snapshot.of(ADA)).isEqualTo(member(7L));
    }

    @Test
    void meet_ofAContactThatBrevoDoesNotHold_leavesItUnknown() {
        assertThat(snapshot.meet(BOB)).isTrue();
        assertThat(snapshot.meet(BOB)).isFalse();
        assertThat(snapshot.of(BOB)).isEqualTo(ContactStatus.UNKNOWN);
        assertThat(snapshot.hasMet(ADA)).isFalse();
    }

    @Test
    void proven_makesAnUnknownContactKnown_andLeavesAKnownOneAsItIs() {
        snapshot.add(ADA, member(7L), name -> null);

        snapshot.proven(Set.of(ADA, BOB));

        assertThat(snapshot.of(ADA)).isEqualTo(member(7L));
        assertThat(snapshot.of(BOB)).isEqualTo(member());
    }

    @Test
    void forgotten_makesContactsUnknown_untilTheyAreProvenAgain() {
        snapshot.add(ADA, member(7L), name -> null);
        snapshot.proven(Set.of(BOB));

        snapshot.forgotten(Set.of(ADA, BOB));
        assertThat(snapshot.of(ADA)).isEqualTo(ContactStatus.UNKNOWN);
        assertThat(snapshot.of(BOB)).isEqualTo(ContactStatus.UNKNOWN);

        snapshot.proven(Set.of(BOB));
        assertThat(snapshot.of(BOB).known()).isTrue();
    }

    @Test
    void refresh_knowsWhatAContactOfThisRunHasLeft() {
        snapshot.proven(Set.of(BOB));
        boolean first = snapshot.meet(BOB);
        ContactStatus left = new ContactStatus(true, false, Set.of(), Set.of(7L));

        snapshot.refresh(BOB, left);
        snapshot.refresh(ADA, left);

        assertThat(first).isTrue();
        assertThat(snapshot.of(BOB)).isEqualTo(left);
        assertThat(snapshot.hasMet(BOB)).isTrue();
        assertThat(snapshot.of(ADA)).isEqualTo(ContactStatus.UNKNOWN);
    }

    @Test
    void meetAnew_forgetsWhoWasMet_andNothingElse() {
        snapshot.add(ADA, member(7L), name -> null);
        snapshot.proven(Set.of(BOB));
        boolean ada = snapshot.meet(ADA);
        boolean bob = snapshot.meet(BOB);

        snapshot.meetAnew();

        assertThat(ada && bob).isTrue();
        assertThat(snapshot.hasMet(ADA)).isFalse();
        assertThat(snapshot.meet(BOB)).isTrue();
        assertThat(snapshot.of(ADA)).isEqualTo(member(7L));
        assertThat(snapshot.of(BOB).known()).isTrue();
    }

    @Test
    void forEachMet_namesThoseWhoWereMet_alsoContactsThatBrevoDidNotHold() {
        snapshot.add(ADA, member(7L), name -> null);
        boolean bob = snapshot.meet(BOB);
        Set<Long> met = new TreeSet<>();

        snapshot.forEachMet(met::add);

        assertThat(bob).isTrue();
        assertThat(met).containsExactly(BOB.high());
    }

    @Test
    void mark_isThatOfWhatBrevoHolds() {
        snapshot.add(ADA, member(), Map.of("PLAN", "pro")::get);

        assertThat(snapshot.mark(ADA, "PLAN")).isEqualTo(snapshot.marks().of("PLAN", "pro"));
        assertThat(snapshot.mark(ADA, "SCORE")).isEqualTo(ValueMarks.EMPTY);
        assertThat(snapshot.mark(ADA, "OTHER")).isEqualTo(ValueMarks.EMPTY);
        assertThat(snapshot.mark(BOB, "PLAN")).isEqualTo(ValueMarks.EMPTY);
    }

    @Test
    void refresh_replacesTheStatus_andKeepsMarksAndMeeting() {
        snapshot.add(ADA, member(7L), Map.of("PLAN", "pro")::get);
        boolean first = snapshot.meet(ADA);

        snapshot.refresh(ADA, new ContactStatus(true, true, Set.of(), Set.of(7L)));
        snapshot.refresh(BOB, member(9L));

        assertThat(first).isTrue();
        assertThat(snapshot.of(ADA)).isEqualTo(new ContactStatus(true, true, Set.of(), Set.of(7L)));
        assertThat(snapshot.hasMet(ADA)).isTrue();
        assertThat(snapshot.mark(ADA, "PLAN")).isEqualTo(snapshot.marks().of("PLAN", "pro"));
        assertThat(snapshot.of(BOB).known()).isFalse();
    }

    @Test
    void statuses_inRandomCombinationsOfManyLists_areKeptApart() {
        Random random = new Random(5);
        Map<ContactKey, ContactStatus> expected = new LinkedHashMap<>();
        for (int i = 0; i < 5_000; i++) {
            Set<Long> in = new TreeSet<>();
            Set<Long> left = new TreeSet<>();
            for (int l = 0; l < 6; l++) in.add((long) random.nextInt(300));
            for (int l = 0; l < 2; l++) left.add((long) random.nextInt(300));
            ContactStatus status = new ContactStatus(true, random.nextBoolean(), in, left);
            ContactKey key = new ContactKey(random.nextLong(), i);
            expected.put(key, status);
            snapshot.add(key, status, name -> null);
        }

        expected.forEach((key, status) -> assertThat(snapshot.of(key)).isEqualTo(status));
    }

    @Test
    void add_ofAContactThatWasReadTwice_keepsWhatCameLast_alsoBetweenLookups() {
        Map<String, Object> values = new HashMap<>(Map.of("PLAN", "old"));
        snapshot.add(ADA, member(1L), values::get);
        assertThat(snapshot.of(ADA)).isEqualTo(member(1L));
        values.put("PLAN", "new");
        snapshot.add(ADA, member(2L), values::get);

        assertThat(snapshot.of(ADA)).isEqualTo(member(2L));
        assertThat(snapshot.mark(ADA, "PLAN")).isEqualTo(snapshot.marks().of("PLAN", "new"));
    }
}
