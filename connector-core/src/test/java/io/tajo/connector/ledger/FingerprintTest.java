package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Fingerprint JOIN = new Fingerprint(Map.of("PLAN", 7L), Set.of(25L), Set.of());

    @Test
    void during_ofSomebodyUnknown_provesNothing() {
        Fingerprint attempted = Fingerprint.NONE.during(JOIN);

        assertThat(attempted)
                .isEqualTo(new Fingerprint(
                        Map.of("PLAN", Fingerprint.IN_DOUBT), Set.of(), Set.of(), Set.of(), Set.of(25L)));
        assertThat(attempted.isProven()).isFalse();
        assertThat(attempted.memberships()).isEmpty();
    }

    @Test
    void after_movesListsFromJoiningToJoined() {
        Fingerprint proven = Fingerprint.NONE.during(JOIN).after(JOIN);

        assertThat(proven).isEqualTo(JOIN);
        assertThat(proven.isProven()).isTrue();
    }

    @Test
    void after_ofADepartureFromAList_leavesNothingOpenThere() {
        Fingerprint departure = new Fingerprint(Map.of(), Set.of(), Set.of(25L));

        Fingerprint left = JOIN.during(JOIN).during(departure).after(departure);

        assertThat(left.lists()).isEmpty();
        assertThat(left.leaving()).isEmpty();
        assertThat(left.joining()).isEmpty();
    }

    @Test
    void isProven_withOneProvenFieldOrList() {
        assertThat(Fingerprint.NONE.isProven()).isFalse();
        assertThat(new Fingerprint(Map.of("OS", 7L), Set.of(), Set.of()).isProven())
                .isTrue();
        assertThat(new Fingerprint(Map.of(), Set.of(), Set.of(), Set.of(25L)).isProven())
                .isTrue();
    }

    @Test
    void isProven_withAFieldThatAnImportLost_isNot() {
        assertThat(new Fingerprint(Map.of("OS", Fingerprint.LOST), Set.of(), Set.of()).isProven())
                .isFalse();
    }
}
