package io.tajo.posthog.evaluation;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.time.Instant;

/** Definitions written by hand, single quotes for double ones. */
final class FlagScenario {
    static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    static final FlagValue ON = new FlagValue.On();
    static final FlagValue OFF = new FlagValue.Off();
    static final FlagContext SOMEONE = FlagContext.of("someone");

    private final StringBuilder flags = new StringBuilder();
    private String cohorts = "{}";
    private String groupTypes = "{'0':'company'}";

    FlagScenario flag(String key, String filters) {
        return flag(key, filters, "'active':true");
    }

    FlagScenario flag(String key, String filters, String fields) {
        if (flags.length() > 0) flags.append(',');
        flags.append("{'key':'")
                .append(key)
                .append("','filters':")
                .append(filters)
                .append(',')
                .append(fields)
                .append('}');
        return this;
    }

    /** A flag that is on where one property filter holds. */
    FlagScenario flagOn(String key, String property) {
        return flag(key, "{'groups':[{'properties':[" + property + "]}]}");
    }

    FlagScenario cohorts(String json) {
        cohorts = json;
        return this;
    }

    FlagScenario groupTypes(String json) {
        groupTypes = json;
        return this;
    }

    Definitions compile() {
        String body = "{'flags':[" + flags + "],'cohorts':" + cohorts + ",'group_type_mapping':" + groupTypes + "}";
        return Definitions.compile(json(body));
    }

    FlagValue evaluate(String key, FlagContext context) {
        return compile().evaluate(key, context, NOW);
    }

    static JsonObject json(String text) {
        return Json.tryObject(text.replace('\'', '"')).orElseThrow();
    }
}
