package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.ledger.ContactKey;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentTest {
    private static final ContactKey ADA = new ContactKey(1, 2);
    private static final ContactKey BOB = new ContactKey(-3, 4);
    private static final Standing MEMBER = new Standing(true, false, Set.of(7L), Set.of(), Set.of());

    private final Consent consent = new Consent();

    @Test
    void meet_isTrueOnceForEachContactAndLeavesItsStanding() {
        consent.add(ADA, MEMBER);

        assertThat(consent.hasMet(ADA)).isFalse();
        assertThat(consent.meet(ADA)).isTrue();
        assertThat(consent.meet(ADA)).isFalse();
        assertThat(consent.hasMet(ADA)).isTrue();
        assertThat(consent.of(ADA)).isEqualTo(MEMBER);
    }

    @Test
    void meet_ofSomebodyWhomBrevoDoesNotKnow_leavesThemUnknown() {
        assertThat(consent.of(BOB).known()).isFalse();
        assertThat(consent.meet(BOB)).isTrue();
        assertThat(consent.meet(BOB)).isFalse();
        assertThat(consent.of(BOB)).isEqualTo(Standing.UNKNOWN);
        assertThat(consent.hasMet(ADA)).isFalse();
    }
}
