package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.client.DecodingException;
import io.tajo.client.Paginator;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactListTest extends BrevoServerTest {
    private static final ContactQuery THIRTY = ContactQuery.all().pageSize(30);

    private static ResponseDefinitionBuilder page(long... ids) {
        String rows =
                LongStream.of(ids).mapToObj(id -> "{\"id\":" + id + "}").collect(Collectors.joining(",", "[", "]"));
        return json(200, "{\"count\":3,\"contacts\":" + rows + "}");
    }

    private static ResponseDefinitionBuilder pageOf(long first, long last) {
        return page(LongStream.rangeClosed(first, last).toArray());
    }

    private List<Long> read(ContactQuery query) {
        return client.contacts().list(query).stream().map(Contact::id).toList();
    }

    private List<String> offsets() {
        return calls().stream()
                .map(call -> call.queryParameter("offset").firstValue())
                .toList();
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void list_asksForTheOldestThousandFirst() {
        answer(page());

        assertThat(read(ContactQuery.all())).isEmpty();

        assertThat(onlyCall().getUrl()).isEqualTo("/v3/contacts?limit=1000&offset=0&sort=asc");
    }

    @Test
    void list_sendsWhatTheQueryAsksFor() {
        answer(page());

        read(ContactQuery.all()
                .pageSize(500)
                .modifiedSince(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .createdSince(Instant.parse("2025-01-02T00:00:00Z"))
                .inList(9));

        assertThat(onlyCall().getUrl())
                .isEqualTo("/v3/contacts?limit=500&offset=0&sort=asc&modifiedSince=2026-01-02T03%3A04%3A05.123Z"
                        + "&createdSince=2025-01-02T00%3A00%3A00Z&listIds=9");
    }

    @Test
    void list_whenAPageIsShort_goesOnUntilNothingIsNew() {
        answer(pageOf(1, 20), pageOf(11, 38), pageOf(29, 38));

        assertThat(read(THIRTY)).isEqualTo(numbers(1, 38));
        assertThat(offsets()).containsExactly("0", "10", "28");
    }

    @Test
    void list_whenRowsRepeat_givesEachOnce() {
        answer(page(1, 2, 2, 3), page(2, 3), page());

        assertThat(read(THIRTY)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void list_whenManyAreDeletedMeanwhile_turnsBackForWhatMoved() {
        // Of 1 to 60, fifteen were deleted after the first page: at offset 20 now stands 36.
        answer(pageOf(1, 30), pageOf(36, 60), pageOf(16, 45), pageOf(36, 60), pageOf(51, 60));

        assertThat(read(THIRTY)).isEqualTo(numbers(1, 60));
        assertThat(offsets()).containsExactly("0", "20", "0", "20", "35");
    }

    @Test
    void list_whenAsManyAreDeletedAsPagesOverlap_losesAndBreaksNothing() {
        // Of 1 to 90, ten were deleted after the second page: at offset 40 now stands 51, right behind what is known.
        answer(pageOf(1, 30), pageOf(21, 50), pageOf(51, 80), pageOf(31, 60), pageOf(51, 80), pageOf(71, 90));

        assertThat(client.contacts().list(THIRTY).stream().limit(80).map(Contact::id))
                .isEqualTo(numbers(1, 80));
        assertThat(offsets().subList(0, 4)).containsExactly("0", "20", "40", "20");
    }

    @Test
    void list_whenTheLastPageMovedAway_readsWhatMoved() {
        // Of 1 to 35, twenty were deleted after the first page: offset 20 is past the end, 31 to 35 stand before it.
        answer(pageOf(1, 30), page(), pageOf(21, 35), pageOf(26, 35));

        assertThat(read(THIRTY)).isEqualTo(numbers(1, 35));
    }

    @Test
    void list_whenTheServerClampsPages_turnsBackByWhatItGives() {
        // The server gives 15 of the 30 asked for; ten were deleted after the second page.
        answer(pageOf(1, 15), pageOf(6, 20), pageOf(21, 35), pageOf(16, 30), pageOf(21, 35));

        assertThat(client.contacts().list(THIRTY).stream().limit(35).map(Contact::id))
                .isEqualTo(numbers(1, 35));
        assertThat(offsets()).startsWith("0", "5", "10", "5");
    }

    @Test
    void list_whenTheServerIgnoresTheOffset_breaksOffInsteadOfEnding() {
        answer(pageOf(1, 30));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> read(THIRTY))
                .withMessageContaining("not read to its end");
    }

    @Test
    void list_whenReadTwice_startsAnew() {
        answer(page(1, 2), page(2), page(1, 2), page(2));
        Paginator<Contact> contacts = client.contacts().list(THIRTY);

        assertThat(contacts.stream().count()).isEqualTo(2);
        assertThat(contacts.stream().count()).isEqualTo(2);
    }

    @Test
    void list_whenARowHasNoId_saysSo() {
        answer(json(200, "{\"contacts\":[{\"email\":\"ada@example.com\"}]}"));

        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> read(THIRTY))
                .withMessageNotContaining("ada");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 1001})
    void pageSize_whenBrevoOrTheOverlapCanNotDoIt_isRefused(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> ContactQuery.all().pageSize(size));
    }
}
