package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.query.FunnelResult;
import io.tajo.posthog.query.FunnelSeries;
import io.tajo.posthog.query.FunnelStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the result of a funnel: a list of steps, or a list of such lists where it is broken down. */
final class FunnelReader {
    private FunnelReader() {}

    static FunnelResult read(@Nullable Object result, @Nullable Instant computedAt) {
        if (!(result instanceof List<?> list)) throw noFunnel();
        boolean brokenDown = list.stream().anyMatch(List.class::isInstance);
        if (!brokenDown) return new FunnelResult(List.of(new FunnelSeries(List.of(), steps(list))), computedAt);
        List<FunnelSeries> series = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof List<?> steps)) throw noFunnel();
            series.add(new FunnelSeries(breakdown(steps), steps(steps)));
        }
        return new FunnelResult(series, computedAt);
    }

    private static List<FunnelStep> steps(List<?> list) {
        List<JsonObject> ordered = objects(list).stream()
                .sorted(Comparator.comparing(FunnelReader::order))
                .toList();
        if (ordered.size() != list.size()) throw noFunnel();
        List<FunnelStep> steps = new ArrayList<>();
        long before = -1;
        for (JsonObject json : ordered) {
            long count = json.integer("count").orElseThrow(FunnelReader::noFunnel);
            steps.add(new FunnelStep(
                    order(json),
                    json.text("name").orElse(null),
                    json.text("custom_name").orElse(null),
                    json.text("type").orElse(null),
                    count,
                    before < 0 ? 0 : before - count,
                    Numbers.seconds(json, "average_conversion_time"),
                    Numbers.seconds(json, "median_conversion_time")));
            before = count;
        }
        return steps;
    }

    private static List<String> breakdown(List<?> steps) {
        List<JsonObject> all = objects(steps);
        if (all.isEmpty()) return List.of();
        JsonObject first = all.get(0);
        String field = first.has("breakdown_value") ? "breakdown_value" : "breakdown";
        if (!first.has(field)) return List.of();
        Object value = first.value(field).orElse("");
        // Nulls are kept as empty text: one entry for each property, and none that passes for a funnel without one.
        return (value instanceof List<?> values ? values : List.of(value))
                .stream().map(each -> each == null ? "" : String.valueOf(each)).toList();
    }

    private static int order(JsonObject step) {
        return (int) step.integer("order").orElseThrow(FunnelReader::noFunnel);
    }

    private static List<JsonObject> objects(List<?> list) {
        return JsonObject.of(Map.of("steps", list)).objects("steps");
    }

    private static DecodingException noFunnel() {
        return new DecodingException(
                "The answer is no list of a funnel's steps. Check that the insight is a funnel, shown "
                        + "as steps and not as a trend or as times.");
    }
}
