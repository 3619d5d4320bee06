package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNamesTest {

    @ParameterizedTest
    @CsvSource({
        "$pageview,pageview",
        "purchase completed,purchase_completed",
        "a.b/c,a_b_c",
        "größe,gr__e",
        "ok-1_2,ok-1_2",
        "$$x,_x"
    })
    void valid_keepsWhatBrevoTakesAndReplacesTheRest(String name, String expected) {
        assertThat(EventNames.valid(name)).isEqualTo(expected);
    }

    @Test
    void valid_ofALongName_cutsIt() {
        assertThat(EventNames.valid("x".repeat(300))).hasSize(255);
    }

    @Test
    void valid_ofNamesThatWouldBecomeOne_refusesThemAll() {
        assertThatThrownBy(() -> EventNames.valid(List.of("a b", "a.b", "$c", "c", "d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a b\" and \"a.b\" would both be a_b")
                .hasMessageContaining("\"$c\" and \"c\" would both be c");
    }

    @Test
    void valid_ofANameOfWhichNothingIsLeft_refusesIt() {
        assertThatThrownBy(() -> EventNames.valid("日本")).hasMessageContaining("nothing of the name");
    }
}
