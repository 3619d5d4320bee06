package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Redaction;
import io.tajo.posthog.insights.Insight;
import io.tajo.posthog.insights.InsightNotComputedException;
import io.tajo.posthog.insights.Refresh;
import java.util.List;

/** Decodes insights. */
final class InsightReader {
    private InsightReader() {}

    static Insight read(JsonObject json) {
        return new Insight(
                json.integer("id")
                        .orElseThrow(() -> new DecodingException("PostHog sent an insight without its number.")),
                json.text("short_id").orElse(""),
                json.text("name").orElse(null),
                json.text("derived_name").orElse(null),
                json.object("query").orElse(JsonObject.empty()),
                json.value("result").orElse(null),
                json.bool("is_cached").orElse(null),
                json.instant("last_refresh").orElse(null),
                json.bool("deleted").orElse(false),
                PersonReader.strings(json.list("tags").orElse(List.of())),
                json.instant("last_modified_at").orElse(null),
                json);
    }

    static Insight computed(JsonObject json, Refresh refresh) {
        Insight insight = read(json);
        if (insight.result() != null) return insight;
        JsonObject status = json.object("query_status").orElse(JsonObject.empty());
        String name = "the insight " + insight.id() + " (" + insight.shortId() + ")";
        throw new InsightNotComputedException(status.text("error_message")
                .map(reason -> "PostHog could not compute " + name + ": " + Redaction.clean(reason)
                        + " Open it in PostHog to see whether it works there, and mend or narrow it.")
                .orElseGet(() -> refresh == Refresh.FORCE_BLOCKING
                        ? "PostHog sent no answer to " + name + " and no reason. Open it in PostHog to see whether it "
                                + "works there, and save it again."
                        : "PostHog has no answer to " + name
                                + " in its cache. Ask with Refresh.FORCE_BLOCKING, which computes it."));
    }
}
