package io.tajo.examples.sandbox.posthog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of a flag and a person.
 *
 * @param enabled whether it is on
 * @param variant which of its variants
 * @param reason why
 * @param condition the place of the condition that decided
 */
record FlagDecision(
        boolean enabled,
        @Nullable String variant,
        String reason,
        @Nullable Integer condition) {
    static FlagDecision off(String reason) {
        return new FlagDecision(false, null, reason, null);
    }

    Map<String, @Nullable Object> json(FlagRecord flag) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", flag.key());
        json.put("enabled", enabled);
        json.put("variant", variant);
        Map<String, @Nullable Object> why = new LinkedHashMap<>();
        why.put("code", reason);
        why.put("condition_index", condition);
        json.put("reason", why);
        json.put("metadata", Map.of("id", flag.id(), "version", 1));
        return json;
    }
}
