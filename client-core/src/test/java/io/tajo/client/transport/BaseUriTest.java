package io.tajo.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"https://api.brevo.com/v3", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:9/v3"})
    void of_takesHttpsAndLoopback(String address) {
        assertThatCode(() -> BaseUri.of("Brevo host", address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.brevo.com",
                "ftp://localhost",
                "http://localhost.evil.example",
                "api.brevo.com",
                "https://",
                "https://user:pass@api.brevo.com",
                "https://api.brevo.com?x=1",
                "not an address"
            })
    void of_refusesWhatWouldSendAKeyInClearOrNowhere(String address) {
        assertThatThrownBy(() -> BaseUri.of("Brevo host", address))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Brevo host")
                .hasMessageNotContaining("pass");
    }

    @ParameterizedTest
    @CsvSource({
        "http://internal:8000/api/x/?offset=10, /api/x/?offset=10",
        "https://evil.example/api/x/, /api/x/",
        "//evil.example/api/x/, /api/x/",
        "/api/x/?a=%20b, /api/x/?a=%20b"
    })
    void reanchor_keepsPathAndQueryAndNoHost(String link, String expected) {
        assertThat(BaseUri.of("host", "https://eu.posthog.com").reanchor(link)).isEqualTo(expected);
    }

    @Test
    void reanchor_ofWhatIsNoLink_isAnAnswerThatCannotBeUnderstood() {
        BaseUri base = BaseUri.of("host", "https://eu.posthog.com");

        assertThatThrownBy(() -> base.reanchor("not a link")).isInstanceOf(DecodingException.class);
    }

    @Test
    void reanchor_whenTheBaseHasAPath_doesNotRepeatIt() {
        BaseUri base = BaseUri.of("host", "https://api.brevo.com/v3/");

        assertThat(base.resolve(base.reanchor("https://api.brevo.com/v3/contacts?limit=1")))
                .isEqualTo(URI.create("https://api.brevo.com/v3/contacts?limit=1"));
    }
}
