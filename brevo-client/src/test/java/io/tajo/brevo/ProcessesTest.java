package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessStatus;
import io.tajo.client.DecodingException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessesTest extends BrevoServerTest {

    @Test
    void get_readsAProcess() {
        answer(json(200, """
                {"id":217,"name":"IMPORTUSER","status":"completed","export_url":"https://files.example.com/a.csv",
                 "info":{"import":{"invalid_emails":"https://files.example.com/i.csv?sig=1",
                                   "duplicate_email_id":3,"duplicate_ext_id":null,"duplicate_phone_id":""}}}
                """));

        BackgroundProcess process = client.processes().get(217).orElseThrow();

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/processes/217");
        assertThat(process.id()).isEqualTo(217);
        assertThat(process.name()).isEqualTo("IMPORTUSER");
        assertThat(process.status()).isEqualTo(ProcessStatus.COMPLETED);
        assertThat(process.exportUrl()).isEqualTo(URI.create("https://files.example.com/a.csv"));
        assertThat(process.rejectFiles())
                .containsOnlyKeys("invalid_emails")
                .containsValue(URI.create("https://files.example.com/i.csv?sig=1"));
        assertThat(process.toString()).doesNotContain("sig=");
    }

    @Test
    void get_whenAnAddressIsInCapitals_keepsTheFile() {
        answer(json(200, "{\"id\":1,\"info\":{\"import\":{\"invalid_emails\":\"HTTPS://FILES.example.com/a.csv\"}}}"));

        assertThat(client.processes().get(1).orElseThrow().rejectFiles()).containsOnlyKeys("invalid_emails");
    }

    @Test
    void get_whenMostIsMissing_readsTheRest() {
        answer(json(200, "{\"id\":217,\"status\":\"QUEUED\",\"info\":[]}"));

        BackgroundProcess process = client.processes().get(217).orElseThrow();

        assertThat(process.status()).isEqualTo(ProcessStatus.QUEUED);
        assertThat(process.exportUrl()).isNull();
        assertThat(process.rejectFiles()).isEmpty();
    }

    @Test
    void get_whenThereIsNone_isEmpty() {
        answer(json(404, "{\"code\":\"invalid_parameter\",\"message\":\"processId is invalid\"}"));

        assertThat(client.processes().get(1)).isEmpty();
    }

    @Test
    void recent_asksForFiftyNewestFirst() {
        answer(json(200, "{\"count\":2,\"processes\":[{\"id\":9},{\"id\":8,\"status\":\"in_process\"}]}"));

        List<BackgroundProcess> recent = client.processes().recent();

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/processes?limit=50&offset=0&sort=desc");
        assertThat(recent).extracting(BackgroundProcess::id).containsExactly(9L, 8L);
        assertThat(recent.get(0).status().ended()).isFalse();
        assertThat(recent.get(1).status()).isEqualTo(ProcessStatus.IN_PROCESS);
    }

    @Test
    void recent_whenAnAddressHoldsWhatAddressesMayNot_keepsTheFile() {
        answer(json(200, """
                {"processes":[{"id":9,"info":{"import":
                  {"invalid_emails":"https://files.example.com/my file|1.csv?sig=a%2Fb"}}}]}
                """));

        assertThat(client.processes().recent().get(0).rejectFiles())
                .containsEntry("invalid_emails", URI.create("https://files.example.com/my%20file%7C1.csv?sig=a%2Fb"));
    }

    @Test
    void recent_whenAnAddressIsNone_saysSoInsteadOfPassingRejectsOver() {
        answer(json(200, "{\"processes\":[{\"id\":9,\"info\":{\"import\":{\"invalid_emails\":\"http:%%secret\"}}}]}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.processes().recent())
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, false, false", "in_process, false, false", "processing, false, false", "completed, true, true",
        "failed, true, false", "cancelled, true, false", "COMPLETED, true, true", "paused, false, false"
    })
    void status_knowsItsEnd(String word, boolean ended, boolean succeeded) {
        ProcessStatus status = new ProcessStatus(word);

        assertThat(status.ended()).isEqualTo(ended);
        assertThat(status.succeeded()).isEqualTo(succeeded);
    }

    @Test
    void calls_areInTheHourlyQuota() {
        answer(json(200, "{\"id\":1}"));
        Groups groups = new Groups();
        try (BrevoClient view = client.withListener(groups)) {
            view.processes().get(1);
            view.processes().recent();
            view.account().get();
        }

        assertThat(groups.seen()).containsOnly(BrevoLimits.OTHER);
        assertThat(calls()).extracting(LoggedRequest::getUrl).hasSize(3);
    }

    @Test
    void list_readsOldestFirstUntilAPageBringsNothingNew() {
        answer(
                json(
                        200,
                        "{\"count\":2,\"processes\":[{\"id\":1,\"status\":\"completed\"},{\"id\":2,\"status\":\"brand_new\"}]}"),
                json(
                        200,
                        "{\"count\":2,\"processes\":[{\"id\":1,\"status\":\"completed\"},{\"id\":2,\"status\":\"brand_new\"}]}"));

        assertThat(client.processes().list()).extracting(BackgroundProcess::id).containsExactly(1L, 2L);
        assertThat(calls().get(0).getUrl()).isEqualTo("/v3/processes?limit=50&offset=0&sort=asc");
    }

    @ParameterizedTest
    @CsvSource({
        "https://files.example.com/50%off.csv?sig=a%2Fb, https://files.example.com/50%25off.csv?sig=a%2Fb",
        "https://files.example.com/report[1].csv?a=[2], https://files.example.com/report%5B1%5D.csv?a=%5B2%5D",
        "HTTPS://files.example.com/a.csv, HTTPS://files.example.com/a.csv"
    })
    void recent_whenAFileIsNamedCarelessly_keepsIt(String named, String kept) {
        answer(json(200, "{\"processes\":[{\"id\":9,\"info\":{\"import\":{\"invalid_emails\":\"" + named + "\"}}}]}"));

        assertThat(client.processes().recent().get(0).rejectFiles()).containsEntry("invalid_emails", URI.create(kept));
    }

    @Test
    void recent_whenAnAddressIsOfAnotherKind_saysSoInsteadOfPassingRejectsOver() {
        answer(
                json(
                        200,
                        "{\"processes\":[{\"id\":9,\"info\":{\"import\":{\"invalid_emails\":\"//files.example.com/a.csv\"}}}]}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.processes().recent());
    }
}
