package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest extends BrevoServerTest {

    private static String lists(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"l\",\"folderId\":4}")
                .collect(Collectors.joining(",", "{\"count\":60,\"lists\":[", "]}"));
    }

    @Test
    void lists_areReadPageByPage() {
        answer(json(200, lists(1, 50)), json(200, lists(41, 60)), json(200, lists(51, 60)));

        assertThat(client.lists().list().stream().map(ContactList::id))
                .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
        assertThat(calls())
                .extracting(LoggedRequest::getUrl)
                .containsExactly(
                        "/v3/contacts/lists?limit=50&offset=0&sort=asc",
                        "/v3/contacts/lists?limit=50&offset=40&sort=asc",
                        "/v3/contacts/lists?limit=50&offset=50&sort=asc");
    }

    @Test
    void lists_whenThereAreNone_areEmpty() {
        answer(json(200, "{\"count\":0}"));

        assertThat(client.lists().list().stream()).isEmpty();
        assertThat(client.folders().list().stream()).isEmpty();
    }

    @Test
    void list_isReadByItsNumber() {
        answer(json(200, "{\"id\":3,\"name\":\"News\",\"folderId\":4,\"dynamicList\":true}"));

        assertThat(client.lists().get(3)).hasValue(new ContactList(3, "News", 4, 0));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists/3");
    }

    @Test
    void list_whenThereIsNone_isEmpty() {
        answer(json(404, "{\"code\":\"document_not_found\",\"message\":\"List ID does not exist\"}"));

        assertThat(client.lists().get(3)).isEmpty();
    }

    @Test
    void list_isCreatedInAFolder() {
        answer(json(201, "{\"id\":3}"));

        assertThat(client.lists().create("News", 4)).isEqualTo(3);
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists");
        assertThat(onlyCall().getBodyAsString())
                .isIn("{\"name\":\"News\",\"folderId\":4}", "{\"folderId\":4,\"name\":\"News\"}");
    }

    @Test
    void folders_areReadAndCreated() {
        answer(json(200, "{\"folders\":[{\"id\":4,\"name\":\"PostHog\"}]}"), json(200, "{}"), json(200, "{}"));
        assertThat(client.folders().list().stream().findFirst()).hasValue(new Folder(4, "PostHog"));
        assertThat(calls().get(0).getUrl()).isEqualTo("/v3/contacts/folders?limit=50&offset=0&sort=asc");
    }

    @Test
    void folder_isCreatedByItsName() {
        answer(json(201, "{\"id\":4}"));

        assertThat(client.folders().create("PostHog")).isEqualTo(4);
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/folders");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"name\":\"PostHog\"}");
    }

    @Test
    void create_whenTheFailureIsAmbiguous_isNotRepeated() {
        answer(status(503), json(201, "{\"id\":4}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.lists().create("News", 4));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void create_whenNoNumberCame_saysSo() {
        answer(json(201, "{}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> client.folders().create("News"))
                .withMessageContaining("POST /contacts/folders");
    }

    @Test
    void rename_sendsTheNameOnlyAndIsRepeatedWhenAmbiguous() {
        answer(status(503), status(204));

        client.lists().rename(3, "Old news");

        assertThat(calls()).hasSize(2);
        assertThat(calls().get(1).getMethod().getName()).isEqualTo("PUT");
        assertThat(calls().get(1).getUrl()).isEqualTo("/v3/contacts/lists/3");
        assertThat(calls().get(1).getBodyAsString()).isEqualTo("{\"name\":\"Old news\"}");
    }

    @Test
    void move_sendsTheFolderOnly() {
        answer(status(204));

        client.lists().move(3, 5);

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists/3");
        assertThat(onlyCall().getBodyAsString()).isEqualTo("{\"folderId\":5}");
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void delete_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.lists().delete(3)).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/lists/3");
    }

    @Test
    void members_areReadFiveHundredAtATime() {
        answer(
                json(200, "{\"count\":1,\"contacts\":[{\"id\":7,\"email\":\"ada@example.com\"}]}"),
                json(200, "{\"count\":1}"));

        assertThat(client.lists().members(3).stream().findFirst().orElseThrow().email())
                .isEqualTo("ada@example.com");
        assertThat(calls().get(0).getUrl()).isEqualTo("/v3/contacts/lists/3/contacts?limit=500&offset=0&sort=asc");
    }

    @Test
    void list_countsWhatBrevoStillCounts() {
        answer(json(200, "{\"id\":3,\"uniqueSubscribers\":9,\"totalSubscribers\":0}"));

        assertThat(client.lists().get(3).orElseThrow().subscribers()).isEqualTo(9);
    }
}
