package io.tajo.connector.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContactStateTest {
    private static final ContactState JOIN = new ContactState(Map.of("PLAN", 7L), Set.of(25L), Set.of());

    @Test
    void during_ofSomebodyUnknown_provesNothing() {
        ContactState attempted = ContactState.NONE.during(JOIN);

        assertThat(attempted)
                .isEqualTo(new ContactState(
                        Map.of("PLAN", ContactState.IN_DOUBT), Set.of(), Set.of(), Set.of(), Set.of(25L)));
        assertThat(attempted.isProven()).isFalse();
        assertThat(attempted.memberships()).isEmpty();
    }

    @Test
    void after_movesListsFromJoiningToJoined() {
        ContactState proven = ContactState.NONE.during(JOIN).after(JOIN);

        assertThat(proven).isEqualTo(JOIN);
        assertThat(proven.isProven()).isTrue();
    }

    @Test
    void after_ofADepartureFromAList_leavesNothingOpenThere() {
        ContactState departure = new ContactState(Map.of(), Set.of(), Set.of(25L));

        ContactState left = JOIN.during(JOIN).during(departure).after(departure);

        assertThat(left.lists()).isEmpty();
        assertThat(left.leaving()).isEmpty();
        assertThat(left.joining()).isEmpty();
    }

    @Test
    void isProven_withOneProvenFieldOrList() {
        assertThat(ContactState.NONE.isProven()).isFalse();
        assertThat(new ContactState(Map.of("OS", 7L), Set.of(), Set.of()).isProven())
                .isTrue();
        assertThat(new ContactState(Map.of(), Set.of(), Set.of(), Set.of(25L)).isProven())
                .isTrue();
    }

    @Test
    void isProven_withAFieldThatAnImportLost_isNot() {
        assertThat(new ContactState(Map.of("OS", ContactState.LOST), Set.of(), Set.of()).isProven())
                .isFalse();
    }
}
