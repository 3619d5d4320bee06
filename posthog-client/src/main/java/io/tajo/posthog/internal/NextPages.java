package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.Page;
import io.tajo.client.Paginator;
import io.tajo.client.RouteGroup;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
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
 * entries arrive, so that a page may repeat the end of the one before; what was handed out is not handed out again.
 *
 * @param <T> what is listed
 */
final class NextPages<T> {
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

    /** Lists from the first page, whose path and query the caller fills in. */
    Paginator<T> from(Consumer<HttpCall.Builder> firstPage) {
        return Paginator.perTraversal(() -> {
            Set<Object> seen = new HashSet<>();
            return cursor -> page(firstPage, cursor, seen);
        });
    }

    private Page<T> page(Consumer<HttpCall.Builder> firstPage, Optional<String> cursor, Set<Object> seen) {
        HttpCall.Builder call = HttpCall.get(group, route);
        cursor.ifPresentOrElse(call::follow, () -> firstPage.accept(call));
        JsonObject body = Json.object(transport.send(call.build()));
        if (body.list("results").isEmpty()) {
            throw new DecodingException(
                    "PostHog's answer to GET " + route + " holds no results. Check that the host is " + "a PostHog.");
        }
        List<T> items = new ArrayList<>();
        for (JsonObject entry : body.objects("results")) {
            T item = reader.apply(entry);
            if (seen.add(identity.apply(item))) items.add(item);
        }
        return new Page<>(items, body.text("next").map(transport.base()::reanchor));
    }
}
