package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.Mirror;
import io.tajo.connector.plan.RemovalGuard.Removal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemovalGuardTest {
    private static final long LIST = 7;

    private static Removal of(long leaving, long size, long before) {
        return new Removal(LIST, leaving, leaving, size, before, Mirror.careful());
    }

    private static RemovalGuard plain() {
        return RemovalGuard.applied(Map.of());
    }

    @Test
    void applied_whenTheSourceKeepsItsSize_letsEveryMemberChange() {
        assertThat(plain().letsGo(of(100, 100, 100))).isTrue();
        assertThat(plain().letsGo(of(33, 130, 100))).isTrue();
    }

    @Test
    void applied_whenTheSourceShrinksByAFifthOrAFew_letsMembersGo() {
        assertThat(plain().letsGo(of(200, 800, 1_000))).isTrue();
        assertThat(plain().letsGo(of(20, 10, 30))).isTrue();
        assertThat(plain().remark(of(20, 10, 30))).isEmpty();
    }

    @Test
    void applied_whenTheSourceShrinksByMore_holdsThemBackAndSaysWhatToDo() {
        assertThat(plain().letsGo(of(201, 799, 1_000))).isFalse();
        assertThat(plain().remark(of(201, 799, 1_000)))
                .hasValueSatisfying(remark -> assertThat(remark)
                        .startsWith("list 7: the source has shrunk from 1000 to 799")
                        .contains("201 members", "confirmRemovals(7, 799)", "raise the share"));
    }

    @Test
    void applied_whenMembersStayForSomeMoreRuns_tellsAtOnce() {
        Removal graced = new Removal(LIST, 0, 900, 100, 1_000, Mirror.careful());

        assertThat(plain().letsGo(graced)).isFalse();
    }

    @Test
    void applied_whenTheSourceIsEmpty_keepsThemUnlessThatIsAllowed() {
        assertThat(plain().letsGo(of(3, 0, 3))).isFalse();
        assertThat(plain().remark(of(3, 0, 3)))
                .hasValueSatisfying(remark -> assertThat(remark).contains("the source is empty", "allowEmpty()"));
        assertThat(plain().letsGo(new Removal(LIST, 300, 300, 0, 300, new Mirror(0.2, true))))
                .isTrue();
        assertThat(plain().remark(of(0, 0, 0))).isEmpty();
    }

    @Test
    void applied_whenTheSizeIsConfirmed_letsThemGo_butNoMore() {
        RemovalGuard confirmed = RemovalGuard.applied(Map.of(LIST, 300L));

        assertThat(confirmed.letsGo(of(700, 300, 1_000))).isTrue();
        assertThat(confirmed.letsGo(of(701, 299, 1_000))).isFalse();
        assertThat(RemovalGuard.applied(Map.of(LIST, 0L)).letsGo(of(300, 0, 300)))
                .isTrue();
    }

    @Test
    void shown_showsEveryRemovalAndSaysWhichARunHoldsBack() {
        assertThat(RemovalGuard.shown().letsGo(of(300, 0, 300))).isTrue();
        assertThat(RemovalGuard.shown().remark(of(300, 0, 300)))
                .hasValueSatisfying(remark -> assertThat(remark).contains("a run holds them back"));
        assertThat(RemovalGuard.shown().remark(of(5, 100, 100))).isEmpty();
    }

    @Test
    void planned_letsAsManyGoAsThePlanShowed() {
        RemovalGuard guard = RemovalGuard.planned(Map.of(LIST, 300L));

        assertThat(guard.letsGo(of(300, 0, 300))).isTrue();
        assertThat(guard.letsGo(of(301, 0, 400))).isFalse();
        assertThat(guard.remark(of(301, 0, 400)))
                .hasValueSatisfying(remark -> assertThat(remark).contains("the plan showed 300"));
        assertThat(RemovalGuard.planned(Map.of()).letsGo(of(1, 400, 400))).isFalse();
    }
}
