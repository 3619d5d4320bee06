package io.tajo.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.Mirror;
import io.tajo.connector.plan.Brakes.Removal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrakesTest {
    private static final long LIST = 7;

    private static Removal of(long leaving, long members) {
        return new Removal(LIST, leaving, members, leaving == members, Mirror.careful());
    }

    @Test
    void applied_whenAFifthOrAFewLeave_letsThemGo() {
        assertThat(Brakes.applied().letGo(of(20, 100))).isTrue();
        assertThat(Brakes.applied().letGo(of(20, 30))).isTrue();
        assertThat(Brakes.applied().remark(of(20, 30))).isEmpty();
    }

    @Test
    void applied_whenMoreThanTheShareLeave_keepsThemAndSaysWhatToDo() {
        assertThat(Brakes.applied().letGo(of(21, 100))).isFalse();
        assertThat(Brakes.applied().remark(of(21, 100)))
                .hasValueSatisfying(remark -> assertThat(remark)
                        .startsWith("list 7: 21 of 100 members would be removed")
                        .contains("nobody was", "a plan that you have previewed", "raise the share"));
    }

    @Test
    void applied_whenTheSourceIsEmpty_keepsThemUnlessThatIsAllowed() {
        assertThat(Brakes.applied().letGo(of(3, 3))).isFalse();
        assertThat(Brakes.applied().remark(of(3, 3)))
                .hasValueSatisfying(remark -> assertThat(remark).contains("the source is empty", "allowEmpty()"));
        assertThat(Brakes.applied().letGo(new Removal(LIST, 300, 300, true, new Mirror(0.2, true))))
                .isTrue();
    }

    @Test
    void applied_whenTheSourceIsEmptyAndSoIsTheList_saysNothing() {
        assertThat(Brakes.applied().remark(of(0, 0))).isEmpty();
    }

    @Test
    void shown_showsEveryRemovalAndSaysWhichNeedThePlan() {
        assertThat(Brakes.shown().letGo(of(300, 300))).isTrue();
        assertThat(Brakes.shown().remark(of(300, 300)))
                .hasValueSatisfying(remark -> assertThat(remark)
                        .contains("a run without this plan removes nobody", "run the job with this plan"));
        assertThat(Brakes.shown().remark(of(5, 100))).isEmpty();
    }

    @Test
    void confirmed_letsAsManyGoAsThePlanShowed() {
        Brakes brakes = Brakes.confirmed(Map.of(LIST, 300L));

        assertThat(brakes.letGo(of(300, 300))).isTrue();
        assertThat(brakes.letGo(of(301, 400))).isFalse();
        assertThat(brakes.remark(of(301, 400)))
                .hasValueSatisfying(remark -> assertThat(remark).contains("the plan showed 300", "nobody was"));
        assertThat(Brakes.confirmed(Map.of()).letGo(of(1, 400))).isFalse();
    }
}
