package io.tajo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {

    @Test
    void toString_neverShowsTheSecret() {
        Secret secret = Secret.of("Brevo API key", "xkeysib-123");

        assertThat(secret).hasToString("***");
        assertThat(secret.reveal()).isEqualTo("xkeysib-123");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'secret1\n',a line break",
                "'secret1\r\n',a line break",
                "' secret1',a blank",
                "'secret1\t',a tab",
                "secret1é,a character outside ASCII"
            })
    void of_whenACharacterIsNoKeys_saysWhichOneAndNotTheKey(String value, String named) {
        assertThatThrownBy(() -> Secret.of("Brevo API key", value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Brevo API key")
                .hasMessageContaining(named)
                .hasMessageNotContaining("secret1");
    }

    @Test
    void of_whenEmpty_saysSo() {
        assertThatThrownBy(() -> Secret.of("Brevo API key", ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The Brevo API key is empty");
    }
}
