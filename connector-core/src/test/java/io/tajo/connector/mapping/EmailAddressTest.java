package io.tajo.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com, ada@example.com",
        "'  Ada.Lovelace+News@Example.CO.UK\t', ada.lovelace+news@example.co.uk",
        "o'brien@example.com, o'brien@example.com",
        "a@xn--bcher-kva.example, a@xn--bcher-kva.example",
        "İ@example.com, "
    })
    void parse_trimsAndLowersCase(String text, String expected) {
        assertThat(EmailAddress.parse(text).map(EmailAddress::value).orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "ada@",
                "@example.com",
                "ada@example",
                "ada@@example.com",
                "a da@example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..b@example.com",
                "ada@-example.com",
                "ada@example-.com",
                "ada@example.c",
                "ada@exa_mple.com",
                "ädä@example.com",
                "ada@bücher.example",
                "ada@example.com,bob@example.com",
                "Ada <ada@example.com>"
            })
    void parse_whenBrevoWouldNotTakeIt_isEmpty(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void parse_keepsToTheLimitsOfLength() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(60).concat(".").repeat(5) + "com"))
                .isEmpty();
        assertThat(EmailAddress.parse("a".repeat(1_000_000) + "@example.com")).isEmpty();
    }

    @Test
    void toString_hidesTheAddress() {
        assertThat(EmailAddress.parse("ada@example.com").orElseThrow()).hasToString("***@***");
    }
}
