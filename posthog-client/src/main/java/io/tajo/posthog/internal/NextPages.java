package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a list that names its next page, to the page that names none: a short page says nothing. Offsets move while
 * entries arrive, so that a page may repeat the end of the one before; what was handed out is not handed out again. A
 * page that is too large is asked for in halves, as are those behind it.
 *
 * @param <T> what is listed
 */
final class NextPages<T> {
    private static final RetryTable COMPUTED = RetryTable.STANDARD.without(QueryCalls.TOO_LARGE);

    private final Transport transport;
    private final RouteGroup group;
    private final String route;
    private final Function<JsonObject, T> reader;
    private final Function<T, Object> identity;

    NextPages(
            Transport transport,
            RouteGroup group,
            String route,
            Function<JsonObject, T> reader,
            Function<T, Object> identity) {
        this.transport = transport;
        this.group = group;
        this.route = route;
        this.reader = reader;
        this.identity = identity;
    }

    /** Lists from the first page, whose path and query, all but its limit, the caller fills in. */
    Paginator<T> from(int pageSize, Consumer<HttpCall.Builder> firstPage) {
        return Paginator.perTraversal(() -> new Traversal(firstPage, pageSize));
    }

    private final class Traversal implements Paginator.PageSource<T> {
        private final Consumer<HttpCall.Builder> firstPage;
        private final Set<Object> seen = new HashSet<>();
        private final int firstLimit;
        private final PageSize size;

        Traversal(Consumer<HttpCall.Builder> firstPage, int limit) {
            this.firstPage = firstPage;
            this.firstLimit = limit;
            this.size = new PageSize(limit);
        }

        @Override
        public Page<T> fetch(Optional<String> cursor) {
            return size.halvedWhereTooLarge(limit -> page(cursor, limit));
        }

        private Page<T> page(Optional<String> cursor, int limit) {
            HttpCall.Builder call = HttpCall.get(group, route);
            if (group.equals(RouteGroups.ANALYTICS)) call.retryTable(COMPUTED);
            // PostHog finds the next page by the offset and limit that it was asked with: only the limit may change.
            cursor.ifPresentOrElse(
                    link -> call.follow(limit < firstLimit ? PageLink.withLimit(link, limit) : link),
                    () -> firstPage.accept(call.query("limit", limit)));
            HttpCall asked = call.build();
            JsonObject body = Json.object(transport.send(asked));
            if (body.list("results").isEmpty()) {
                throw new DecodingException(
                        "PostHog's answer to GET " + route + " holds no results. Check that the host is a PostHog.");
            }
            List<T> items = new ArrayList<>();
            for (JsonObject entry : body.objects("results")) {
                T item = reader.apply(entry);
                if (seen.add(identity.apply(item))) items.add(item);
            }
            return new Page<>(items, body.text("next").map(next -> linkOf(next, asked)));
        }

        /** Some routes name the next page by its query alone. */
        private String linkOf(String next, HttpCall asked) {
            if (!next.startsWith("?")) return transport.base().reanchor(next);
            String path = asked.pathAndQuery();
            int query = path.indexOf('?');
            return transport.base().reanchor((query < 0 ? path : path.substring(0, query)) + next);
        }
    }
}
