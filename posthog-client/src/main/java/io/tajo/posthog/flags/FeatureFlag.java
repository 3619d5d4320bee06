package io.tajo.posthog.flags;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A feature flag.
 *
 * @param id its number
 * @param key its key
 * @param name its description
 * @param active whether it is switched on
 * @param deleted whether it was deleted
 * @param version how often it was changed, where PostHog counts that
 * @param filters its conditions and variants, as PostHog sends them
 * @param tags its tags
 * @param createdAt when it was made
 * @param updatedAt when it was changed last
 */
public record FeatureFlag(
        long id,
        String key,
        @Nullable String name,
        boolean active,
        boolean deleted,
        OptionalLong version,
        JsonObject filters,
        List<String> tags,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {

    /**
     * Copies the tags.
     *
     * @param id its number
     * @param key its key
     * @param name its description
     * @param active whether it is switched on
     * @param deleted whether it was deleted
     * @param version how often it was changed
     * @param filters its conditions and variants, as PostHog sends them
     * @param tags its tags
     * @param createdAt when it was made
     * @param updatedAt when it was changed last
     */
    public FeatureFlag {
        tags = List.copyOf(tags);
    }

    /** {@return the keys of its variants; none if it is on or off} */
    public List<String> variants() {
        return filters.object("multivariate").orElse(JsonObject.empty()).objects("variants").stream()
                .flatMap(variant -> variant.text("key").stream())
                .toList();
    }
}
