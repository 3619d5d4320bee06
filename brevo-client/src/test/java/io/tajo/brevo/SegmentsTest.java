package io.tajo.brevo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.lists.Segment;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SegmentsTest extends BrevoServerTest {

    @Test
    void list_readsSegments() {
        answer(json(200, """
                {"count":2,"segments":[
                 {"id":7,"segmentName":"Loyal","categoryName":"Sales","updatedAt":"2026-01-02T03:04:05Z"},
                 {"id":8}]}
                """));

        assertThat(client.segments().list().stream())
                .containsExactly(
                        new Segment(7, "Loyal", "Sales", Instant.parse("2026-01-02T03:04:05Z")),
                        new Segment(8, "", null, null));
        assertThat(calls().get(0).getUrl()).isEqualTo("/v3/contacts/segments?limit=50&offset=0&sort=asc");
    }

    @Test
    void list_whenThereAreNone_isEmpty() {
        answer(json(200, "{}"));

        assertThat(client.segments().list().stream()).isEmpty();
    }
}
