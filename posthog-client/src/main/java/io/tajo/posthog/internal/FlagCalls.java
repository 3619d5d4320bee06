package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.RetryTable;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.flags.EvaluatedFlag;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagEvaluation;
import io.tajo.posthog.flags.FlagQuotaException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The public calls that evaluate flags, and the one that fetches their definitions. Safe for any thread. */
final class FlagCalls {
    /** What PostHog's specification of its SDKs repeats, and nothing else. */
    private static final RetryTable GATEWAY_ONLY = new RetryTable(Set.of(502, 504), 2);

    /** An evaluation waits for this, and has the former definitions: being throttled is no reason to wait. */
    private static final RetryTable UNTHROTTLED = RetryTable.STANDARD.without(Set.of(429));

    private final Transport ingestion;
    private final Project project;

    FlagCalls(Transport ingestion, Project project) {
        this.ingestion = ingestion;
        this.project = project;
    }

    FlagEvaluation evaluate(FlagContext context) {
        JsonObject body = ask("/flags/", "2", context);
        requireQuota(body);
        JsonObject flags = body.object("flags").orElseThrow(() -> noFlags("POST /flags/", "flags"));
        Map<String, EvaluatedFlag> evaluated = new LinkedHashMap<>();
        for (String key : flags.toMap().keySet()) {
            // A flag that PostHog failed on is sent as one that is off.
            flags.object(key)
                    .filter(flag -> !flag.bool("failed").orElse(false))
                    .ifPresent(flag -> evaluated.put(key, FlagReader.evaluated(key, flag)));
        }
        return evaluation(body, evaluated);
    }

    FlagEvaluation decide(FlagContext context) {
        JsonObject body = ask("/decide/", "3", context);
        requireQuota(body);
        JsonObject payloads = body.object("featureFlagPayloads").orElse(JsonObject.empty());
        Map<String, EvaluatedFlag> evaluated = new LinkedHashMap<>();
        body.object("featureFlags")
                .orElseThrow(() -> noFlags("POST /decide/", "featureFlags"))
                .toMap()
                .forEach((key, value) -> evaluated.put(
                        key, FlagReader.decided(key, value, payloads.value(key).orElse(null))));
        return evaluation(body, evaluated);
    }

    /** Fetches the definitions, unless they are those of an ETag: then the answer's status is 304. */
    Answer definitions(@Nullable String etag) {
        HttpCall.Builder call = HttpCall.get(RouteGroups.DEFINITIONS, "/flags/definitions")
                .query("token", project.requireToken())
                .query("send_cohorts", "")
                .retryTable(UNTHROTTLED);
        if (etag != null) call.header("If-None-Match", etag).accept(304);
        return ingestion.send(call.build());
    }

    private JsonObject ask(String route, String version, FlagContext context) {
        HttpCall call = HttpCall.write("POST", RouteGroups.FLAGS, route)
                .query("v", version)
                .anonymous()
                // Asking twice answers twice and changes nothing.
                .replay(HttpCall.Replay.SAFE)
                .retryTable(GATEWAY_ONLY)
                .json(Json.write(body(context)))
                .build();
        return Json.object(ingestion.send(call));
    }

    private Map<String, @Nullable Object> body(FlagContext context) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("token", project.requireToken());
        body.put("distinct_id", context.distinctId());
        body.put("geoip_disable", !context.usesGeoIp());
        context.deviceId().ifPresent(id -> body.put("$device_id", id));
        if (!context.properties().isEmpty()) body.put("person_properties", PlainValues.of(context.properties()));
        if (!context.groups().isEmpty()) {
            Map<String, Object> keys = new LinkedHashMap<>();
            Map<String, Object> properties = new LinkedHashMap<>();
            context.groups().forEach((type, group) -> {
                keys.put(type, group.key());
                if (!group.properties().isEmpty()) properties.put(type, PlainValues.of(group.properties()));
            });
            body.put("groups", keys);
            if (!properties.isEmpty()) body.put("group_properties", properties);
        }
        context.keys().ifPresent(keys -> body.put("flag_keys_to_evaluate", keys));
        return body;
    }

    private static FlagEvaluation evaluation(JsonObject body, Map<String, EvaluatedFlag> flags) {
        return new FlagEvaluation(
                flags,
                body.bool("errorsWhileComputingFlags").orElse(false),
                body.text("requestId").orElse(null));
    }

    private static void requireQuota(JsonObject body) {
        if (body.list("quotaLimited").orElse(List.of()).contains("feature_flags")) {
            throw new FlagQuotaException("PostHog evaluates no feature flags for this project: its billing limit is "
                    + "reached. Raise it under Settings > Billing, or decide flags locally.");
        }
    }

    static DecodingException noFlags(String route, String field) {
        return new DecodingException("PostHog's answer to " + route + " holds no " + field
                + ". Check that the host is a PostHog, and that its version knows this route.");
    }
}
