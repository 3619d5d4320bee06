package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.EvaluationReason;
import io.tajo.posthog.flags.FeatureFlag;
import io.tajo.posthog.flags.FlagValue;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decodes feature flags and what the server says of them. */
final class FlagReader {
    private FlagReader() {}

    static FeatureFlag flag(JsonObject json) {
        return new FeatureFlag(
                json.integer("id")
                        .orElseThrow(() -> new DecodingException("PostHog sent a feature flag without an id.")),
                json.text("key").orElse(""),
                json.text("name").orElse(null),
                json.bool("active").orElse(false),
                json.bool("deleted").orElse(false),
                json.integer("version"),
                json.object("filters").orElse(JsonObject.empty()),
                json.list("tags").orElse(List.of()).stream()
                        .map(String::valueOf)
                        .toList(),
                json.instant("created_at").orElse(null),
                json.instant("updated_at").orElse(null));
    }

    /** A flag as {@code /flags/?v=2} describes it. */
    static EvaluatedFlag evaluated(String key, JsonObject json) {
        JsonObject metadata = json.object("metadata").orElse(JsonObject.empty());
        FlagValue value = json.text("variant")
                .<FlagValue>map(FlagValue.Variant::new)
                .orElseGet(() -> json.bool("enabled").orElse(false) ? new FlagValue.On() : new FlagValue.Off());
        return new EvaluatedFlag(
                key,
                value,
                json.object("reason").map(FlagReader::reason).orElse(null),
                payload(metadata.value("payload").orElse(null)),
                metadata.integer("id"),
                metadata.integer("version"));
    }

    /** A flag as {@code /decide/?v=3} has it: true, false or the name of a variant. */
    static EvaluatedFlag decided(String key, @Nullable Object value, @Nullable Object payload) {
        FlagValue flag = value instanceof String variant
                ? new FlagValue.Variant(variant)
                : Boolean.TRUE.equals(value) ? new FlagValue.On() : new FlagValue.Off();
        return new EvaluatedFlag(key, flag, null, payload(payload), OptionalLong.empty(), OptionalLong.empty());
    }

    static EvaluationReason reason(JsonObject json) {
        return new EvaluationReason(
                json.text("code").or(() -> json.text("reason")).orElse(""),
                json.integer("condition_index"),
                json.text("description").orElse(null));
    }

    /** Payloads come as JSON, or as a text that holds JSON. */
    private static @Nullable Object payload(@Nullable Object payload) {
        if (!(payload instanceof String text)) return payload;
        return Json.tryValue(text).orElse(text);
    }
}
