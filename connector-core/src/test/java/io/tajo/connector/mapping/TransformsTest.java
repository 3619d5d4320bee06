package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.brevo.attributes.AttributeType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformsTest {

    @Test
    void textTransforms_changeTextAndRefuseLists() {
        assertThat(Transforms.upper().apply("ı i ß")).isEqualTo("I I SS");
        assertThat(Transforms.lower().apply("İD")).isEqualTo("i̇d");
        assertThat(Transforms.trim().apply("\u2003 x ")).isEqualTo("x");
        assertThat(Transforms.truncate(2).apply("a😀b")).isEqualTo("a😀");
        assertThat(Transforms.truncate(5).apply("abc")).isEqualTo("abc");
        assertThatThrownBy(() -> Transforms.upper().apply(List.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void join_putsAListIntoOneText() {
        assertThat(Transforms.join(" | ").apply(List.of("a", 1, true))).isEqualTo("a | 1 | true");
        assertThat(Transforms.join(" | ").apply("a")).isEqualTo("a");
    }

    @Test
    void lookup_takesTheTablesValueAndRefusesTheRest() {
        Transform tiers = Transforms.lookup(Map.of("pro", 2, "free", 1));

        assertThat(tiers.apply("pro")).isEqualTo(2);
        assertThatThrownBy(() -> tiers.apply("secret plan"))
                .hasMessageContaining("no entry")
                .hasMessageNotContaining("secret plan");
    }

    @Test
    void phone_writesE164AndRefusesTheRestWithoutQuotingIt() {
        Transform phone = Transforms.phone("FR");

        assertThat(phone.apply("06 12 34 56 78")).isEqualTo("+33612345678");
        assertThat(phone.apply("+49 (0)30 901820")).isEqualTo("+4930901820");
        assertThat(phone.apply("33612345678")).isEqualTo("+33612345678");
        assertThat(phone.apply(33_612_345_678L)).isEqualTo("+33612345678");
        assertThat(phone.apply("491701234567")).isEqualTo("+491701234567");
        assertThat(phone.apply("00491701234567")).isEqualTo("+491701234567");
        assertThatThrownBy(() -> phone.apply("12")).hasMessageNotContaining("12");
        // As long as a French number, and none: no French number begins with 00 or 08 99 99 99 9x 9.
        assertThatThrownBy(() -> phone.apply("0012345678")).hasMessageContaining("not a valid phone number");
        assertThatThrownBy(() -> phone.apply("call me")).hasMessageContaining("not a valid phone number");
        assertThatThrownBy(() -> Transforms.phone("France")).hasMessageContaining("two capitals");
    }

    @Test
    void chain_runsOneAfterTheOtherAndHasTheLastOnesType() {
        Transform chain = Transforms.chain(Transforms.trim(), Transforms.number());

        assertThat(chain.apply(" 7 ")).isEqualTo("7");
        assertThat(chain.type()).isEqualTo(AttributeType.FLOAT);
    }
}
