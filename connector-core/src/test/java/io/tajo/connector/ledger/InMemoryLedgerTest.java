package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InMemoryLedgerTest {
    private static final ContactKey ADA = new ContactKey(1, 2);
    private static final ContactKey GRACE = new ContactKey(3, 4);

    private final Ledger ledger = Ledger.inMemory();

    private static Fingerprint print(String field, long value, Long... lists) {
        return new Fingerprint(Map.of(field, value), Set.of(lists), Set.of());
    }

    @Test
    void applied_knowsAChangeOnlyOnceItIsProven() {
        try (Lease lease = ledger.lease("persons")) {
            long batch = lease.plan(Map.of(ADA, print("PLAN", 7), GRACE, print("PLAN", 8)));
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();
            lease.attempt(batch);
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();
            lease.accept(batch, OptionalLong.of(99));
            assertThat(lease.applied(List.of(ADA, GRACE))).isEmpty();

            lease.apply(batch, List.of(ADA));

            assertThat(lease.applied(List.of(ADA, GRACE))).isEqualTo(Map.of(ADA, print("PLAN", 7)));
        }
    }

    @Test
    void apply_laysAChangeOverWhatWasProvenBefore() {
        try (Lease lease = ledger.lease("persons")) {
            for (Fingerprint change : List.of(print("PLAN", 7, 25L), print("OS", 1, 26L), print("PLAN", 8))) {
                long batch = lease.plan(Map.of(ADA, change));
                lease.attempt(batch);
                lease.apply(batch, List.of(ADA));
            }

            assertThat(lease.applied(List.of(ADA)).get(ADA))
                    .isEqualTo(new Fingerprint(Map.of("PLAN", 8L, "OS", 1L), Set.of(25L, 26L), Set.of()));
        }
    }

    @Test
    void attempt_putsTheFieldsThatAreUnderWayInDoubtAndNothingElse() {
        try (Lease lease = ledger.lease("persons")) {
            long proven = lease.plan(Map.of(ADA, new Fingerprint(Map.of("PLAN", 7L, "OS", 1L), Set.of(25L), Set.of())));
            lease.attempt(proven);
            lease.apply(proven, List.of(ADA));

            long unanswered = lease.plan(Map.of(ADA, print("PLAN", 8)));
            lease.attempt(unanswered);
            lease.apply(unanswered, List.of());

            Fingerprint doubtful =
                    new Fingerprint(Map.of("PLAN", Fingerprint.IN_DOUBT, "OS", 1L), Set.of(25L), Set.of());
            assertThat(lease.applied(List.of(ADA))).isEqualTo(Map.of(ADA, doubtful));
        }
    }

    @Test
    void states_goForwardInTheirOrderOnly() {
        try (Lease lease = ledger.lease("persons")) {
            long batch = lease.plan(Map.of(ADA, print("PLAN", 7)));

            assertThatThrownBy(() -> lease.accept(batch, OptionalLong.empty()))
                    .isInstanceOf(IllegalStateException.class);
            lease.attempt(batch);
            assertThatThrownBy(() -> lease.attempt(batch)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> lease.apply(batch, List.of(GRACE))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void lease_ofARunningJob_isRefusedUntilTheRunIsOver() {
        Lease first = ledger.lease("persons");

        assertThatThrownBy(() -> ledger.lease("persons"))
                .isInstanceOf(JobRunningException.class)
                .hasMessageContaining("persons");
        ledger.lease("events").close();
        first.close();
        ledger.lease("persons").close();
    }

    @Test
    void hash_isTheSameInEveryLeaseAndAnotherInEveryLedger() {
        ContactKey first = ledger.lease("a").hash().contact("ada@example.com");
        ContactKey again = ledger.lease("b").hash().contact("ada@example.com");
        ContactKey elsewhere = Ledger.inMemory().lease("a").hash().contact("ada@example.com");

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
    }
}
