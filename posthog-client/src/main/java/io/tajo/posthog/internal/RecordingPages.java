package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.posthog.recordings.SessionRecording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Reads recordings by offset until PostHog says that there are no more, or sends none. The offset moves by what came, not
 * by what was asked for: a page that PostHog made smaller leaves no gap. For one thread.
 */
final class RecordingPages implements Paginator.PageSource<SessionRecording> {
    /** Pages overlap while recordings arrive, but not so many in a row. */
    private static final int MOST_PAGES_WITHOUT_NEWS = 10;

    private final LongFunction<JsonObject> pageAt;
    private final int pageSize;
    private final Set<String> seen = new HashSet<>();
    private long offset;
    private int withoutNews;

    RecordingPages(LongFunction<JsonObject> pageAt, int pageSize) {
        this.pageAt = pageAt;
        this.pageSize = pageSize;
    }

    @Override
    public Page<SessionRecording> fetch(Optional<String> cursor) {
        JsonObject body = pageAt.apply(offset);
        if (body.list("results").isEmpty()) {
            throw new DecodingException(
                    "PostHog's answer to the list of recordings holds no results. Check that the host "
                            + "is a PostHog.");
        }
        List<JsonObject> entries = body.objects("results");
        List<SessionRecording> fresh = new ArrayList<>();
        for (JsonObject entry : entries) {
            SessionRecording recording = RecordingReader.read(entry);
            if (seen.add(recording.id())) fresh.add(recording);
        }
        boolean more = body.bool("has_next").orElse(!entries.isEmpty());
        if (!more) return Page.last(fresh);
        withoutNews = fresh.isEmpty() ? withoutNews + 1 : 0;
        if (withoutNews == MOST_PAGES_WITHOUT_NEWS) {
            throw new DecodingException(
                    "PostHog sent " + withoutNews + " pages of recordings that were read before, each "
                            + "promising more: the list was not read to its end. Ask for a shorter time.");
        }
        offset += entries.isEmpty() ? pageSize : entries.size();
        return new Page<>(fresh, Optional.of(String.valueOf(offset)));
    }
}
