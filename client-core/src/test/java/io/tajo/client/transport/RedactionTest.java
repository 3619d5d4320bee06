package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void clean_blotsOutWhatIsAPersonsOrAKey() {
        assertThat(Redaction.clean(
                        "Contact ada.l+x@example.co.uk (+33 6 12 34 56 78) with phx_AbC123 and xkeysib-9f-Z"))
                .isEqualTo("Contact ***@*** (***) with phx_*** and xkeysib-***");
    }

    @Test
    void clean_keepsTextsShortAndOnOneLine() {
        assertThat(Redaction.clean("a\n b".repeat(10_000)))
                .hasSizeLessThanOrEqualTo(303)
                .doesNotContain("\n");
    }
}
