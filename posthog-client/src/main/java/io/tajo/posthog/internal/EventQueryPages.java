package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator.PageSource;
import io.tajo.posthog.query.EventsQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of events behind the last one, by its time and its uuid, to an empty page. The route takes no values beside its
 * conditions, so that both are checked before they become part of one.
 */
final class EventQueryPages implements PageSource<JsonObject> {
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:?\\d\\d)?");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final QueryCalls calls;
    private final EventsQuery query;
    private final PageSize size;

    EventQueryPages(QueryCalls calls, EventsQuery query) {
        this.calls = calls;
        this.query = query;
        this.size = new PageSize(query.pageSize());
    }

    @Override
    public Page<JsonObject> fetch(Optional<String> behind) {
        List<JsonObject> events = ColumnRows.read(size.halvedWhereTooLarge(limit -> page(behind, limit)));
        if (events.isEmpty()) return Page.last(events);
        return new Page<>(events, Optional.of(behind(events.get(events.size() - 1))));
    }

    private JsonObject page(Optional<String> behind, int limit) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>(query.toMap());
        page.put("limit", limit);
        behind.ifPresent(condition -> page.put("where", List.of(condition)));
        return calls.body(page, "events");
    }

    private static String behind(JsonObject last) {
        return "(timestamp, uuid) > (toDateTime('" + checked(last, "timestamp", TIME) + "'), toUUID('"
                + checked(last, "uuid", UUID) + "'))";
    }

    private static String checked(JsonObject event, String column, Pattern form) {
        return event.text(column)
                .filter(text -> form.matcher(text).matches())
                .orElseThrow(() -> new DecodingException("PostHog sent an event whose " + column + " is missing or has "
                        + "another form: the events behind it can't be asked for."));
    }
}
