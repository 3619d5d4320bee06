package io.tajo.brevo.lists;

import io.tajo.client.Paginator;

/**
 * Reads segments; they are made in Brevo. Safe for any thread. Calls are in the contacts quota.
 *
 * @see <a href="https://developers.brevo.com/reference/getsegments">Brevo: segments</a>
 */
public interface SegmentsApi {

    /**
     * Lists the segments: {@code GET /contacts/segments}, one call for each fifty. Their members are listed by
     * {@code contacts().list(ContactQuery.all().inSegment(id))}.
     *
     * @return the segments, read lazily
     */
    Paginator<Segment> list();
}
