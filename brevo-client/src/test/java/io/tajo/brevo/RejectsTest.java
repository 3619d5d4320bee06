package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessStatus;
import io.tajo.brevo.processes.RejectedRow;
import io.tajo.client.ApiException;
import io.tajo.client.BodyTooLargeException;
import io.tajo.client.ClientException;
import io.tajo.client.ConfigurationException;
import io.tajo.client.NotFoundException;
import io.tajo.client.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectsTest extends BrevoServerTest {
    @RegisterExtension
    final WireMockExtension elsewhere = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
            .build();

    private BackgroundProcess process(String file) {
        return new BackgroundProcess(
                1, "IMPORTUSER", ProcessStatus.COMPLETED, null, Map.of("invalid_emails", URI.create(file)));
    }

    private List<RejectedRow> rejects(String csv) {
        answer(status(200).withBody(csv));
        return client.processes().rejects(process(server.baseUrl() + "/files/i.csv?signature=topsecret"));
    }

    private List<String> emails(String csv) {
        return rejects(csv).stream().map(row -> String.valueOf(row.email())).toList();
    }

    @Test
    void rejects_areDownloadedWithoutTheKeyAndWithoutAQuota() {
        Groups groups = new Groups();
        answer(status(200).withBody("EMAIL\nada@\n"));

        client.withListener(groups).processes().rejects(process(server.baseUrl() + "/files/i.csv?a=1"));

        assertThat(onlyCall().getUrl()).isEqualTo("/files/i.csv?a=1");
        assertThat(onlyCall().containsHeader("api-key")).isFalse();
        assertThat(groups.seen()).doesNotContain(BrevoLimits.CONTACTS, BrevoLimits.EVENTS, BrevoLimits.OTHER);
    }

    @Test
    void rejects_tellReasonAddressAndRow() {
        RejectedRow row = rejects("PLAN;EMAIL\npro;ada@\n").get(0);

        assertThat(row).isEqualTo(new RejectedRow("invalid_emails", "ada@", List.of("pro", "ada@")));
        assertThat(row.toString()).doesNotContain("ada").doesNotContain("pro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMAIL;PLAN\nada@;pro\nbob@;free\n",
                "EMAIL,PLAN\r\nada@,pro\r\nbob@,free",
                "\uFEFFemail;PLAN\nada@;pro\n\nbob@;free\n",
                "\"EMAIL\";\"PLAN\"\n\"ada@\";\"a;b\"\n\"bob@\";\"two\nlines \"\"quoted\"\"\"\n",
                "EMAIL;PLAN\nada@;5\" screen\nbob@;free\n",
                "EMAIL_ID\nada@\nbob@\n",
                "ada@\nbob@\n",
                "1;ada@\n2;bob@\n"
            })
    void rejects_readEveryKindOfFile(String csv) {
        assertThat(emails(csv)).containsExactly("ada@", "bob@");
    }

    @Test
    void rejects_whenARowIsTooShort_areReadWithoutAnAddress() {
        RejectedRow row = rejects("PLAN;EMAIL\npro\n").get(0);

        assertThat(row.email()).isNull();
        assertThat(row.columns()).containsExactly("pro");
    }

    @Test
    void rejects_whenTheFileIsEmpty_areNone() {
        assertThat(rejects("")).isEmpty();
    }

    @Test
    void rejects_whenThereAreNoFiles_callNobody() {
        BackgroundProcess clean = new BackgroundProcess(1, "IMPORTUSER", ProcessStatus.COMPLETED, null, Map.of());

        assertThat(client.processes().rejects(clean)).isEmpty();
        assertThat(calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void rejects_whenTheAddressHasExpired_blameTheAddressAndNotTheKey(int status) {
        answer(status(status).withBody("<Error><Key>xkeysib-abc</Key></Error>"));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv?s=topsecret")))
                .withMessageContaining("address has expired")
                .withMessageNotContaining("topsecret")
                .withMessageNotContaining("<Error>");
    }

    @Test
    void rejects_areDownloadedFromAnotherHostWithoutTheKey() {
        elsewhere.stubFor(any(anyUrl()).willReturn(status(200).withBody("EMAIL\nada@\n")));

        assertThat(client.processes().rejects(process(elsewhere.baseUrl() + "/i.csv")))
                .hasSize(1);

        elsewhere.verify(1, getRequestedFor(anyUrl()).withoutHeader("api-key").withoutHeader("Authorization"));
        assertThat(calls()).isEmpty();
    }

    @Test
    void rejects_whenTheFileIsElsewhereNow_followNoRedirectAndBlameNoKey() {
        elsewhere.stubFor(any(anyUrl()).willReturn(status(200).withBody("EMAIL\nada@\n")));
        answer(status(302).withHeader("Location", elsewhere.baseUrl() + "/i.csv?s=topsecret"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv?s=topsecret")))
                .withMessageContaining("302")
                .withMessageContaining("Import history")
                .withMessageNotContaining("key")
                .withMessageNotContaining("topsecret");
        elsewhere.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void rejects_whenTheFileIsLargerThanAnyImport_areNotReadIntoMemory() {
        byte[] nothingThatShrinks = new byte[16 * 1024 * 1024 + 1];
        new Random(7).nextBytes(nothingThatShrinks);
        answer(status(200).withBody(nothingThatShrinks));

        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv?s=topsecret")))
                .withMessageNotContaining("topsecret");
    }

    @Test
    void rejects_whenNobodyAnswers_hideTheAddress() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.processes().rejects(process("https://127.0.0.1:1/i.csv?s=topsecret")))
                .withMessageNotContaining("topsecret");
    }

    @Test
    void rejects_whenTheAddressIsNotHttps_areNotFetched() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> client.processes().rejects(process("http://files.example.com/i.csv?s=topsecret")))
                .withMessageNotContaining("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:///i.csv?s=topsecret", "https://my_bucket.example.com/i.csv?s=topsecret"})
    void rejects_whenTheAddressNamesNoHost_areNotFetchedAndKeepTheAddressToThemselves(String address) {
        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.processes().rejects(process(address)))
                .withMessageNotContaining("topsecret")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("topsecret"));
    }

    @Test
    void rejects_whenTheFileHasMoved_followNoRedirectAndSpeakOfTheFile() {
        answer(status(302).withHeader("Location", server.baseUrl() + "/elsewhere?s=topsecret"));

        assertThatExceptionOfType(ClientException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv")))
                .withMessageContaining("reject file")
                .withMessageNotContaining("topsecret")
                .withMessageNotContaining("carry the key");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void rejects_whenAFileInflatesWithoutEnd_areNotReadIntoMemory() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] lines = "a@example.com\n".repeat(75_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) gzip.write(lines);
        }
        answer(status(200).withHeader("Content-Encoding", "gzip").withBody(bomb.toByteArray()));

        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv")));
    }

    @Test
    void rejects_whenAFileIsHuge_areNotReadIntoMemory() {
        answer(status(200).withBody("a@example.com\n".repeat(1_300_000)));

        assertThatExceptionOfType(BodyTooLargeException.class)
                .isThrownBy(() -> client.processes().rejects(process(server.baseUrl() + "/files/i.csv")));
    }
}
