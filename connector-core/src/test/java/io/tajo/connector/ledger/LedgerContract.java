package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every ledger does alike. */
abstract class LedgerContract {
    static final ContactKey ADA = new ContactKey(1, 2);
    static final ContactKey GRACE = new ContactKey(-3, 4);
    static final ContactKey TWIN = new ContactKey(1, 3);
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    /** Stands still until a test moves it. */
    static final class Hand extends Clock {
        private Instant now = NOON;

        void move(Duration ahead) {
            now = now.plus(ahead);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    final Hand clock = new Hand();

    abstract Ledger ledger();

    static ContactState print(String field, long value, Long... lists) {
        return new ContactState(Map.of(field, value), Set.of(lists), Set.of());
    }

    static ContactState doubtful(Map<String, Long> fields, Set<Long> lists, Long... joining) {
        return new ContactState(fields, lists, Set.of(), Set.of(), Set.of(joining));
    }

    static long attempted(Lease lease, Map<ContactKey, ContactState> changes) {
        long batch = lease.plan(changes);
        lease.attempt(batch);
        return batch;
    }

    static void apply(Lease lease, ContactKey contact, ContactState change) {
        lease.settle(attempted(lease, Map.of(contact, change)), List.of(contact), List.of());
    }

    static void acceptedAndLeft(Ledger ledger, Map<ContactKey, ContactState> changes, long process) {
        try (Lease lease = ledger.lease("persons")) {
            lease.accept(attempted(lease, changes), OptionalLong.of(process));
        }
    }

    @Test
    void applied_knowsAChangeOnlyOnceItIsSettled() {
        try (Lease lease = ledger().lease("persons")) {
            long batch = lease.plan(Map.of(ADA, print("PLAN", 7), GRACE, print("PLAN", 8)));
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();
            lease.attempt(batch);
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();
            lease.accept(batch, OptionalLong.of(99));
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();

            lease.settle(batch, List.of(ADA), List.of(GRACE));

            assertThat(lease.applied(List.of(ADA, GRACE))).isEqualTo(Map.of(ADA, print("PLAN", 7)));
        }
    }

    @Test
    void settle_laysAppliedChangesOverWhatWasProvenBefore() {
        try (Lease lease = ledger().lease("persons")) {
            for (ContactState change : List.of(print("PLAN", 7, 25L), print("OS", 1, 26L), print("PLAN", 8))) {
                apply(lease, ADA, change);
            }

            assertThat(lease.applied(List.of(ADA)).get(ADA))
                    .isEqualTo(new ContactState(Map.of("PLAN", 8L, "OS", 1L), Set.of(25L, 26L), Set.of()));
        }
    }

    @Test
    void settle_whenAContactIsInNeitherCollection_putsItsChangeInDoubtAndNothingElse() {
        try (Lease lease = ledger().lease("persons")) {
            apply(lease, ADA, new ContactState(Map.of("PLAN", 7L, "OS", 1L), Set.of(25L), Set.of()));

            long unanswered = attempted(lease, Map.of(ADA, print("PLAN", 8, 26L), GRACE, print("PLAN", 9, 26L)));
            lease.settle(unanswered, List.of(), List.of());

            assertThat(lease.applied(List.of(ADA, GRACE)))
                    .isEqualTo(Map.of(
                            ADA,
                            doubtful(Map.of("PLAN", ContactState.IN_DOUBT, "OS", 1L), Set.of(25L), 26L),
                            GRACE,
                            doubtful(Map.of("PLAN", ContactState.IN_DOUBT), Set.of(), 26L)));
        }
    }

    @Test
    void settle_whenBrevoRefused_leavesContactsAsTheyWere() {
        ContactState before = print("PLAN", 7, 25L);
        try (Lease lease = ledger().lease("persons")) {
            apply(lease, ADA, before);
            ContactState departure = new ContactState(Map.of(), Set.of(), Set.of(25L));

            long refused = attempted(lease, Map.of(ADA, departure, GRACE, departure));
            lease.settle(refused, List.of(), List.of(ADA, GRACE));

            assertThat(lease.applied(List.of(ADA, GRACE))).isEqualTo(Map.of(ADA, before));
        }
    }

    @Test
    void applied_whenTwoContactsShareHalfAKey_keepsThemApart() {
        try (Lease lease = ledger().lease("persons")) {
            lease.settle(
                    attempted(lease, Map.of(ADA, print("PLAN", 7), TWIN, print("PLAN", 8))),
                    List.of(ADA),
                    List.of(TWIN));
            assertThat(lease.applied(List.of(ADA, TWIN))).isEqualTo(Map.of(ADA, print("PLAN", 7)));

            apply(lease, TWIN, print("OS", 9));

            assertThat(lease.applied(List.of(ADA, TWIN)))
                    .isEqualTo(Map.of(ADA, print("PLAN", 7), TWIN, print("OS", 9)));
        }
    }

    @Test
    void applied_ofThousands_findsThemAll() {
        Map<ContactKey, ContactState> many = new HashMap<>();
        LongStream.range(0, 5_000)
                .forEach(i -> many.put(new ContactKey(i * 0x9E3779B97F4A7C15L, i), print("N", i + 1)));
        try (Lease lease = ledger().lease("persons")) {
            lease.settle(attempted(lease, many), many.keySet(), List.of());

            assertThat(lease.applied(many.keySet())).isEqualTo(many);
            assertThat(lease.applied(List.of())).isEmpty();
        }
    }

    @Test
    void states_goForwardInTheirOrderOnly() {
        try (Lease lease = ledger().lease("persons")) {
            long batch = lease.plan(Map.of(ADA, print("PLAN", 7)));

            assertThatThrownBy(() -> lease.accept(batch, OptionalLong.empty()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> lease.settle(batch, List.of(), List.of()))
                    .isInstanceOf(IllegalStateException.class);
            lease.attempt(batch);
            assertThatThrownBy(() -> lease.attempt(batch)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> lease.settle(batch, List.of(GRACE), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            lease.settle(batch, List.of(ADA), List.of());
            assertThatThrownBy(() -> lease.settle(batch, List.of(), List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void close_whenARequestWasNotAnswered_leavesItsContactsInDoubt() {
        try (Lease lease = ledger().lease("persons")) {
            apply(lease, ADA, print("PLAN", 7));
            attempted(lease, Map.of(ADA, print("PLAN", 8)));
            lease.plan(Map.of(GRACE, print("PLAN", 9)));
        }

        try (Lease next = ledger().lease("persons")) {
            assertThat(next.imports()).isEmpty();
            assertThat(next.applied(List.of(ADA, GRACE))).isEqualTo(Map.of(ADA, print("PLAN", ContactState.IN_DOUBT)));
        }
    }

    @Test
    void imports_ofAnEarlierRun_areInDoubtUntilTheyAreSettled() {
        try (Lease lease = ledger().lease("persons")) {
            apply(lease, ADA, print("PLAN", 7));
        }
        acceptedAndLeft(ledger(), Map.of(ADA, print("PLAN", 8, 25L), GRACE, print("PLAN", 9, 25L)), 99);

        for (int run = 0; run < 2; run++) {
            try (Lease next = ledger().lease("persons")) {
                assertThat(next.imports()).hasSize(1);
                assertThat(next.imports().get(0).process()).isEqualTo(99);
                assertThat(next.imports().get(0).contacts()).containsExactlyInAnyOrder(ADA, GRACE);
                assertThat(next.applied(List.of(ADA, GRACE)))
                        .isEqualTo(Map.of(
                                ADA,
                                doubtful(Map.of("PLAN", ContactState.IN_DOUBT), Set.of(), 25L),
                                GRACE,
                                doubtful(Map.of("PLAN", ContactState.IN_DOUBT), Set.of(), 25L)));
            }
        }
        try (Lease last = ledger().lease("persons")) {
            last.settle(last.imports().get(0).batch(), List.of(ADA), List.of(GRACE));

            assertThat(last.imports()).isEmpty();
            assertThat(last.applied(List.of(ADA, GRACE))).isEqualTo(Map.of(ADA, print("PLAN", 8, 25L)));
        }
        try (Lease afterwards = ledger().lease("persons")) {
            assertThat(afterwards.imports()).isEmpty();
        }
    }

    @Test
    void settle_ofAnEarlierImportThatWasRefused_doesNotUndoWhatCameAfterIt() {
        acceptedAndLeft(ledger(), Map.of(ADA, print("PLAN", 8)), 99);

        try (Lease next = ledger().lease("persons")) {
            apply(next, ADA, print("PLAN", 9));
            next.settle(next.imports().get(0).batch(), List.of(), List.of(ADA));

            assertThat(next.applied(List.of(ADA))).isEqualTo(Map.of(ADA, print("PLAN", 9)));
        }
    }

    @Test
    void imports_areThoseOfTheJobAndOfEarlierRunsOnly() {
        acceptedAndLeft(ledger(), Map.of(ADA, print("PLAN", 8)), 99);

        try (Lease other = ledger().lease("flags");
                Lease same = ledger().lease("persons")) {
            same.accept(attempted(same, Map.of(GRACE, print("PLAN", 8))), OptionalLong.of(100));

            assertThat(other.imports()).isEmpty();
            assertThat(same.imports()).extracting(OpenImport::process).containsExactly(99L);
        }
    }

    @Test
    void settle_fromTwoJobsAtOnce_losesNeitherOnesFields() {
        List<String> jobs = List.of("persons", "flags");
        List<CompletableFuture<Void>> runs = jobs.stream()
                .map(job -> CompletableFuture.runAsync(() -> {
                    try (Lease lease = ledger().lease(job)) {
                        for (int i = 0; i < 40; i++) apply(lease, ADA, print(job + i, i + 1));
                    }
                }))
                .toList();
        runs.forEach(CompletableFuture::join);

        try (Lease lease = ledger().lease("persons")) {
            Set<String> fields = lease.applied(List.of(ADA)).get(ADA).fields().keySet();
            assertThat(fields).hasSize(80);
        }
    }

    @Test
    void lease_ofARunningJob_isRefusedUntilTheRunIsOver() {
        Lease first = ledger().lease("persons");

        assertThatThrownBy(() -> ledger().lease("persons"))
                .isInstanceOf(JobRunningException.class)
                .hasMessageContaining("persons")
                .hasMessageContaining("since")
                .hasMessageContaining("until")
                .hasMessageContaining("process");
        ledger().lease("events").close();
        first.check();
        first.close();
        ledger().lease("persons").close();
    }

    @Test
    void hash_isTheSameInEveryLease() {
        try (Lease one = ledger().lease("a");
                Lease two = ledger().lease("b");
                Ledger elsewhere = Ledger.inMemory()) {
            ContactKey key = one.hash().contact("ada@example.com");

            assertThat(two.hash().contact("ada@example.com")).isEqualTo(key);
            assertThat(elsewhere.lease("a").hash().contact("ada@example.com")).isNotEqualTo(key);
        }
    }

    @Test
    void checkpoint_isTheLastMarkOfTheJob() {
        try (Lease lease = ledger().lease("events")) {
            assertThat(lease.checkpoint()).isEmpty();
            lease.checkpoint("one");
            lease.checkpoint("two");
        }

        try (Lease next = ledger().lease("events");
                Lease other = ledger().lease("persons")) {
            assertThat(next.checkpoint()).contains("two");
            assertThat(other.checkpoint()).isEmpty();
        }
    }

    @Test
    void events_tellHowFarEachHasComeAndWhen() {
        try (Lease lease = ledger().lease("events")) {
            EventLog book = lease.events();
            book.attempt(Map.of("a", NOON, "b", NOON, "c", NOON.minusSeconds(5)), clock.instant());
            clock.move(Duration.ofSeconds(9));
            book.attempt(Map.of("c", NOON), clock.instant());
            book.accept(List.of("a"));
            book.withdraw(List.of("b"));

            EventLog.Entry a = new EventLog.Entry(EventLog.State.ACCEPTED, NOON, NOON);
            EventLog.Entry c = new EventLog.Entry(EventLog.State.ATTEMPTED, NOON, NOON.plusSeconds(9));
            assertThat(book.known(List.of("a", "b", "c", "d"))).isEqualTo(Map.of("a", a, "c", c));
            assertThat(book.attempted()).isEqualTo(Map.of("c", c));
        }
        try (Lease next = ledger().lease("events");
                Lease other = ledger().lease("exports")) {
            assertThat(next.events().attempted()).containsOnlyKeys("c");
            assertThat(other.events().known(List.of("a", "c"))).containsOnlyKeys("a");
        }
    }

    @Test
    void notes_lastFromRunToRun_andAreSharedOnlyWhereThatIsAskedFor() {
        try (Lease lease = ledger().lease("one")) {
            lease.notes().put("size", "7");
            lease.notes().put("size", "8");
            lease.notes().put("gone", "x");
            lease.notes().remove("gone");
            lease.sharedNotes().put("account", "a");
        }
        try (Lease next = ledger().lease("one");
                Lease other = ledger().lease("two")) {
            assertThat(next.notes().all()).isEqualTo(Map.of("size", "8"));
            assertThat(other.notes().all()).isEmpty();
            assertThat(other.sharedNotes().all()).isEqualTo(Map.of("account", "a"));
        }
    }

    @Test
    void events_whenTheyAreTooOldToBeReadAgain_areForgotten() {
        try (Lease lease = ledger().lease("events")) {
            lease.events().attempt(Map.of("old", NOON), NOON.minusSeconds(1));
            lease.events().attempt(Map.of("new", NOON.minusSeconds(9)), NOON);

            lease.events().forget(NOON);

            assertThat(lease.events().known(List.of("old", "new"))).containsOnlyKeys("new");
        }
    }

    @Test
    void absences_areReplacedByList() {
        Map<ContactKey, Integer> many = new HashMap<>();
        IntStream.range(0, 25_001).forEach(i -> many.put(new ContactKey(i, -i), i % 300));
        try (Lease lease = ledger().lease("cohorts")) {
            assertThat(lease.absences(25)).isEmpty();
            lease.absences(25, many);
            lease.absences(26, Map.of(ADA, 1));
        }

        try (Lease next = ledger().lease("cohorts")) {
            assertThat(next.absences(25)).isEqualTo(many);
            next.absences(25, Map.of(GRACE, 2));
            assertThat(next.absences(25)).isEqualTo(Map.of(GRACE, 2));
            next.absences(25, Map.of());
            assertThat(next.absences(25)).isEmpty();
            assertThat(next.absences(26)).isEqualTo(Map.of(ADA, 1));
        }
    }

    @Test
    void bury_whenALetterFailsAgain_countsItsAttempts() {
        try (Lease lease = ledger().lease("persons")) {
            lease.recordDeadLetters(
                    Map.of("p1", "no such attribute", "p2", "too long"), DeadLetter.Kind.PERSON, clock.instant());
            clock.move(Duration.ofHours(1));
            lease.recordDeadLetters(Map.of("p1", "timeout"), DeadLetter.Kind.PERSON, clock.instant());
            lease.recordDeadLetters(Map.of("p1", "rejected"), DeadLetter.Kind.EVENT, clock.instant());
        }

        Instant later = NOON.plusSeconds(3_600);
        assertThat(ledger().deadLetters(DeadLetterQuery.all().ofKind(DeadLetter.Kind.PERSON)))
                .containsExactly(
                        new DeadLetter("persons", DeadLetter.Kind.PERSON, "p1", "timeout", 2, NOON, later),
                        new DeadLetter("persons", DeadLetter.Kind.PERSON, "p2", "too long", 1, NOON, NOON));
    }

    @Test
    void forgive_forgetsLettersOfTheJob() {
        try (Lease persons = ledger().lease("persons");
                Lease flags = ledger().lease("flags")) {
            persons.recordDeadLetters(Map.of("p1", "x", "p2", "x", "p3", "x"), DeadLetter.Kind.PERSON, clock.instant());
            flags.recordDeadLetters(Map.of("p1", "x"), DeadLetter.Kind.PERSON, clock.instant());
            persons.clearDeadLetters(List.of("p1"));
            clock.move(Duration.ofHours(1));
            persons.recordDeadLetters(Map.of("p3", "x"), DeadLetter.Kind.PERSON, clock.instant());

            persons.clearDeadLettersBefore(clock.instant());

            assertThat(ledger().deadLetters(DeadLetterQuery.all()))
                    .extracting(letter -> letter.job() + " " + letter.id())
                    .containsExactly("persons p3", "flags p1");
        }
    }

    @Test
    void deadLetters_areThoseAskedFor() {
        try (Lease persons = ledger().lease("persons");
                Lease flags = ledger().lease("flags")) {
            persons.recordDeadLetters(
                    Map.of("p1", "100% full", "p2", "100 full"), DeadLetter.Kind.PERSON, clock.instant());
            flags.recordDeadLetters(Map.of("p3", "100% full"), DeadLetter.Kind.PERSON, clock.instant());
            flags.recordDeadLetters(Map.of("e1", "gone"), DeadLetter.Kind.EVENT, clock.instant());

            DeadLetterQuery all = DeadLetterQuery.all();
            assertThat(ledger().deadLetters(all.because("0% f")))
                    .extracting(DeadLetter::id)
                    .containsExactly("p1", "p3");
            assertThat(ledger().deadLetters(all.ofJob("flags").ofKind(DeadLetter.Kind.EVENT)))
                    .extracting(DeadLetter::id)
                    .containsExactly("e1");
            assertThat(ledger().deadLetters(all.limit(3))).hasSize(3);
        }
    }

    @Test
    void persons_areKnownByEveryContactThatTheyBecame_untilThatIsGone() {
        try (Lease lease = ledger().lease("persons")) {
            lease.persons().link(Map.of(1L, ADA, -2L, GRACE));
            lease.persons().link(Map.of(1L, TWIN));
            lease.persons().link(Map.of(1L, ADA));
        }

        try (Lease other = ledger().lease("cohorts")) {
            assertThat(other.persons().contacts(List.of(-2L, 1L, 3L)))
                    .isEqualTo(Map.of(1L, Set.of(ADA, TWIN), -2L, Set.of(GRACE)));
            assertThat(other.persons().contacts(List.of())).isEmpty();

            other.persons().unlink(Map.of(1L, Set.of(ADA), -2L, Set.of(GRACE, ADA), 3L, Set.of(ADA)));

            assertThat(other.persons().contacts(List.of(-2L, 1L, 3L))).isEqualTo(Map.of(1L, Set.of(TWIN)));
        }
    }

    @Test
    void forget_dropsThatContactOnly() {
        try (Lease lease = ledger().lease("persons")) {
            apply(lease, ADA, print("PLAN", 7));
            apply(lease, TWIN, print("PLAN", 8));

            lease.forget(List.of(ADA, GRACE));

            assertThat(lease.applied(List.of(ADA, TWIN, GRACE))).isEqualTo(Map.of(TWIN, print("PLAN", 8)));
        }
    }
}
