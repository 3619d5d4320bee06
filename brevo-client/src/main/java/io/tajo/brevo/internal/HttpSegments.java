package io.tajo.brevo.internal;

import io.tajo.brevo.lists.Segment;
import io.tajo.brevo.lists.SegmentsApi;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Transport;

/** The segments route. */
public final class HttpSegments implements SegmentsApi {
    private static final int PAGE = 50;

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpSegments(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Paginator<Segment> list() {
        return OffsetPages.list(
                "segments",
                offset -> transport.send(
                        HttpLists.page("/contacts/segments", PAGE, offset).build()),
                json -> new Segment(
                        json.integer("id").orElse(0),
                        json.text("segmentName").orElse(""),
                        json.text("categoryName").orElse(null),
                        json.instant("updatedAt").orElse(null)));
    }
}
