package io.tajo.posthog;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.tajo.client.transport.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The events route as PostHog runs it: newest first, in no order among events of one time, and never more of them than
 * the clamp.
 */
final class FakeEvents implements ResponseDefinitionTransformerV2 {
    private static final Pattern ENDING = Pattern.compile("LIKE '%([0-9a-f-]+)'");
    private static final Pattern WITHOUT = Pattern.compile("NOT IN \\(([^)]*)\\)");

    private final Random disorder = new Random(3);
    private final Map<String, Instant> events;
    private final int clamp;

    FakeEvents(Map<String, Instant> events, int clamp) {
        this.events = events;
        this.clamp = clamp;
    }

    @Override
    public ResponseDefinition transform(ServeEvent call) {
        Request request = call.getRequest();
        Instant after = bound(request, "after", Instant.MIN);
        Instant before = bound(request, "before", Instant.MAX);
        String condition = parameter(request, "properties");
        List<Map.Entry<String, Instant>> found = new ArrayList<>(events.entrySet());
        found.removeIf(
                event -> !event.getValue().isAfter(after) || !event.getValue().isBefore(before));
        found.removeIf(event -> !meets(event.getKey(), condition));
        Collections.shuffle(found, disorder);
        found.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        int limit = Math.min(clamp, Integer.parseInt(parameter(request, "limit")));
        List<Map<String, String>> page = found.stream()
                .limit(limit)
                .map(event -> Map.of(
                        "id", event.getKey(), "timestamp", event.getValue().toString()))
                .collect(Collectors.toList());
        return ResponseDefinitionBuilder.okForJson(Map.of())
                .withBody(Json.write(Map.of("results", page)))
                .build();
    }

    private static boolean meets(String uuid, String condition) {
        Matcher ending = ENDING.matcher(condition);
        if (ending.find() && !uuid.endsWith(ending.group(1))) return false;
        Matcher without = WITHOUT.matcher(condition);
        return !without.find() || !without.group(1).contains("'" + uuid + "'");
    }

    private static Instant bound(Request request, String name, Instant otherwise) {
        String time = parameter(request, name);
        return time.isEmpty() ? otherwise : Instant.parse(time);
    }

    private static String parameter(Request request, String name) {
        return request.queryParameter(name).isPresent()
                ? request.queryParameter(name).firstValue()
                : "";
    }

    @Override
    public String getName() {
        return "events";
    }
}
