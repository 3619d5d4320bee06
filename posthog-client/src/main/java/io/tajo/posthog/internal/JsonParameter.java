package io.tajo.posthog.internal;

import io.tajo.client.transport.Json;
import io.tajo.posthog.properties.PropertyFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes query parameters whose value is JSON; one that says nothing is left out. */
final class JsonParameter {
    private JsonParameter() {}

    static @Nullable String list(List<?> values) {
        return values.isEmpty() ? null : new String(Json.write(values), StandardCharsets.UTF_8);
    }

    static @Nullable String filters(List<PropertyFilter> filters) {
        return list(filters.stream().map(PropertyFilter::toMap).toList());
    }
}
