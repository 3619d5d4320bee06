package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import io.tajo.client.NotFoundException;
import io.tajo.client.ServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldersTest extends BrevoServerTest {

    @Test
    void get_readsOne() {
        answer(json(200, "{\"id\":4,\"name\":\"PostHog\",\"uniqueSubscribers\":17}"));

        assertThat(client.folders().get(4)).hasValue(new Folder(4, "PostHog"));
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/folders/4");
    }

    @Test
    void get_whenThereIsNone_isEmpty() {
        answer(json(404, "{\"code\":\"document_not_found\",\"message\":\"Folder does not exist\"}"));

        assertThat(client.folders().get(4)).isEmpty();
    }

    @Test
    void create_whenTheFailureIsAmbiguous_isNotRepeated() {
        answer(status(503), json(201, "{\"id\":4}"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.folders().create("PostHog"));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void rename_sendsTheNameAndIsRepeatedWhenAmbiguous() {
        answer(status(503), status(204));

        client.folders().rename(4, "Else");

        assertThat(calls()).hasSize(2);
        LoggedRequest call = calls().get(1);
        assertThat(call.getMethod().getName()).isEqualTo("PUT");
        assertThat(call.getUrl()).isEqualTo("/v3/contacts/folders/4");
        assertThat(call.getBodyAsString()).isEqualTo("{\"name\":\"Else\"}");
    }

    @Test
    void rename_whenThereIsNone_saysSo() {
        answer(status(404));

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.folders().rename(4, "Else"));
    }

    @ParameterizedTest
    @CsvSource({"204, true", "404, false"})
    void deleteWithLists_saysWhetherThereWasOne(int status, boolean expected) {
        answer(status(status));

        assertThat(client.folders().deleteWithLists(4)).isEqualTo(expected);
        assertThat(onlyCall().getMethod().getName()).isEqualTo("DELETE");
        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts/folders/4");
    }

    @Test
    void lists_areReadPageByPage() {
        answer(
                json(200, "{\"count\":1,\"lists\":[{\"id\":3,\"name\":\"News\",\"uniqueSubscribers\":9}]}"),
                json(200, "{\"count\":1}"));

        assertThat(client.folders().lists(4).stream().findFirst()).hasValue(new ContactList(3, "News", 0, 9));
        assertThat(calls().get(0).getUrl()).isEqualTo("/v3/contacts/folders/4/lists?limit=50&offset=0&sort=asc");
    }
}
