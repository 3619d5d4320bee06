package io.tajo.brevo;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest extends BrevoServerTest {

    private static ImportRows rows() {
        ImportRows rows = new ImportRows(ImportRows.MAX_BYTES);
        rows.offer("ada@example.com", Map.of("PLAN", "pro"));
        rows.offer("bob@example.com", Map.of());
        return rows;
    }

    private static ContactImport.Builder contacts() {
        return ContactImport.builder().rows(rows()).lists(List.of(5L));
    }

    private void assertBody(String expected) {
        String body = onlyCall().getBodyAsString();
        assertThat(equalToJson(expected, true, false).match(body).isExactMatch())
                .as("%s is %s", body, expected)
                .isTrue();
    }

    @Test
    void importContacts_sendsRowsAndListsAndMailsNobody() {
        answer(json(202, "{\"processId\":78}"));

        assertThat(client.contacts().importContacts(contacts().build())).isEqualTo(78);

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/import");
        assertBody("""
                {"jsonBody":[{"email":"ada@example.com","attributes":{"PLAN":"pro"}},
                             {"email":"bob@example.com","attributes":{}}],
                 "listIds":[5],"updateExistingContacts":true,"emptyContactsAttributes":false,
                 "disableNotification":true}
                """);
    }

    @Test
    void importContacts_whenEmptyValuesErase_saysSo() {
        answer(json(202, "{\"processId\":78}"));

        client.contacts()
                .importContacts(contacts().emptyContactsAttributes(true).build());

        assertThat(onlyCall().getBodyAsString()).contains("\"emptyContactsAttributes\":true");
    }

    @Test
    void importContacts_whenTheFailureIsAmbiguous_isNotStartedTwice() {
        answer(status(503), json(202, "{\"processId\":78}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.contacts().importContacts(contacts().build()));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void importContacts_whenItMayRepeat_isStartedAgain() {
        answer(status(503), json(202, "{\"processId\":78}"));

        assertThat(client.contacts().importContacts(contacts().mayRepeat(true).build()))
                .isEqualTo(78);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void importContacts_whenThrottled_isSentAgainSinceBrevoDidNotReadIt() {
        answer(status(429), json(202, "{\"processId\":78}"));

        assertThat(client.contacts().importContacts(contacts().build())).isEqualTo(78);
    }

    @Test
    void importContacts_whenNoProcessIsNamed_saysToLookFirst() {
        answer(json(202, "{}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.contacts().importContacts(contacts().build()))
                .withMessageContaining("POST /contacts/import")
                .withMessageContaining("look before calling again");
    }

    @Test
    void build_withoutAListOrRows_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactImport.builder().rows(rows()).build())
                .withMessageContaining("list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactImport.builder().lists(List.of(5L)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts().rows(new ImportRows(5_000)).build());
    }

    @Test
    void offer_countsBytesAndNotCharacters() {
        // A thousand faces are 2,000 characters, and at least 4,000 bytes.
        Map<String, String> faces = Map.of("NAME", "\uD83D\uDE00".repeat(1_000));
        answer(json(202, "{\"processId\":78}"));

        assertThat(new ImportRows(4_500).offer("ada@example.com", faces)).isFalse();
        assertThat(new ImportRows(5_000).offer("ada@example.com", Map.of("NAME", "\u00e9".repeat(3_000))))
                .isFalse();
        ImportRows larger = new ImportRows(20_000);
        assertThat(larger.offer("ada@example.com", faces)).isTrue();
        client.contacts().importContacts(contacts().rows(larger).build());

        assertThat(larger.size()).isGreaterThan(4_000);
        assertThat(onlyCall().getBody().length - larger.size()).isBetween(1, 1_024);
    }

    @Test
    void offer_whenFull_leavesTheRowsAsTheyAre() {
        ImportRows rows = new ImportRows(2_000);
        while (rows.offer("ada@example.com", Map.of("PLAN", "pro"))) {
            assertThat(rows.isEmpty()).isFalse();
        }
        int count = rows.count();
        int size = rows.size();

        assertThat(rows.offer("ada@example.com", Map.of("PLAN", "pro"))).isFalse();
        assertThat(rows.count()).isEqualTo(count).isPositive();
        assertThat(rows.size()).isEqualTo(size);
    }

    @Test
    void importContacts_whenRowsAreFull_staysBelowTheLimit() {
        answer(json(202, "{\"processId\":78}"));
        ImportRows rows = new ImportRows(3_000);
        while (rows.offer("ada@example.com", Map.of("PLAN", "pro\uD83D\uDE00"))) {
            assertThat(rows.count()).isPositive();
        }

        client.contacts()
                .importContacts(contacts().rows(rows).lists(List.of(1L, 2L, 3L)).build());

        assertThat(onlyCall().getBody().length).isBetween(1_500, 3_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_024, 8_000_001})
    void rows_whenTheLimitCanNotBe_areRefused(int maxBytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImportRows(maxBytes));
    }

    @Test
    void importContacts_ofCsv_sendsTheText() {
        answer(json(202, "{\"processId\":78}"));

        client.contacts()
                .importContacts(ContactImport.builder()
                        .csv("EMAIL;PLAN\nada@example.com;pro")
                        .lists(List.of(5L))
                        .build());

        assertBody("""
                {"fileBody":"EMAIL;PLAN\\nada@example.com;pro","listIds":[5],"updateExistingContacts":true,
                 "emptyContactsAttributes":false,"disableNotification":true}
                """);
    }

    @Test
    void importContacts_ofAFile_sendsItsAddress() {
        answer(json(202, "{\"processId\":78}"));

        client.contacts()
                .importContacts(ContactImport.builder()
                        .file(URI.create("https://shop.example.com/contacts.csv"))
                        .lists(List.of(5L))
                        .build());

        assertBody("""
                {"fileUrl":"https://shop.example.com/contacts.csv","listIds":[5],"updateExistingContacts":true,
                 "emptyContactsAttributes":false,"disableNotification":true}
                """);
    }

    @Test
    void importContacts_intoANewList_sendsItInPlaceOfLists() {
        answer(json(202, "{\"processId\":78}"));

        client.contacts()
                .importContacts(
                        ContactImport.builder().csv("EMAIL").newList("New", 4).build());

        assertBody("""
                {"fileBody":"EMAIL","newList":{"listName":"New","folderId":4},"updateExistingContacts":true,
                 "emptyContactsAttributes":false,"disableNotification":true}
                """);
    }

    @Test
    void build_withTwoKindsOfRowsOrOfLists_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts().csv("EMAIL").build())
                .withMessageContaining("one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts()
                        .file(URI.create("https://shop.example.com/contacts.csv"))
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts().newList("New", 4).build())
                .withMessageContaining("list");
    }

    @Test
    void build_countsTheBytesOfCsvAndNotItsCharacters() {
        ContactImport.Builder csv = ContactImport.builder().lists(List.of(5L));
        String most = "\u00e9".repeat(ImportRows.MAX_BYTES / 2);

        assertThat(csv.csv(most).build().csv()).hasValue(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> csv.csv(most + "a").build())
                .withMessageContaining("8000000");
        // Sent as JSON, each of these is two bytes.
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        csv.csv("\"\n".repeat(ImportRows.MAX_BYTES / 4) + "a").build());
    }

    @Test
    void file_whenBrevoCouldNotFetchIt_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactImport.builder().file(URI.create("file:/tmp/contacts.csv")))
                .withMessageContaining("https");
    }
}
