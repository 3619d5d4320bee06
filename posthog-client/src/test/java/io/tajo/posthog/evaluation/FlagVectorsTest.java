package io.tajo.posthog.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import io.tajo.posthog.flags.FlagContext;
import io.tajo.posthog.flags.FlagValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The known answers of PostHog's own SDKs, where the environment says where they are. */
class FlagVectorsTest {
    private static final Instant NOW = Instant.parse("2022-05-01T00:00:00Z");

    private static JsonObject vectors() {
        String folder = System.getenv("CONTRACT_DIR");
        assumeThat(folder)
                .as("CONTRACT_DIR names no folder with flag-vectors.json: skipped")
                .isNotNull();
        try {
            return Json.tryObject(Files.readString(Path.of(folder, "flag-vectors.json")))
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> rollouts() {
        return vectors().objects("rollout").stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.text("distinct_id").orElseThrow(),
                        () -> assertThat(decide(vector, List.of())).isEqualTo(expected(vector))));
    }

    @TestFactory
    Stream<DynamicTest> variants() {
        JsonObject multivariate = vectors().object("multivariate").orElseThrow();
        List<JsonObject> variants = multivariate.objects("variants");
        return multivariate.objects("cases").stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.text("distinct_id").orElseThrow(),
                        () -> assertThat(decide(vector, variants)).isEqualTo(expected(vector))));
    }

    private static Object decide(JsonObject vector, List<JsonObject> variants) {
        Map<String, Object> filters = new LinkedHashMap<>();
        filters.put(
                "groups",
                List.of(Map.of(
                        "properties",
                        List.of(),
                        "rollout_percentage",
                        vector.value("rollout_percentage").orElseThrow())));
        if (!variants.isEmpty()) {
            filters.put(
                    "multivariate",
                    Map.of("variants", variants.stream().map(JsonObject::toMap).toList()));
        }
        String key = vector.text("flag_key").orElseThrow();
        return plain(Definitions.compile(flags(Map.of("key", key, "active", true, "filters", filters)))
                .evaluate(key, FlagContext.of(vector.text("distinct_id").orElseThrow()), NOW));
    }

    @TestFactory
    Stream<DynamicTest> wholeFlags() {
        return vectors().objects("flags").stream()
                .map(vector -> DynamicTest.dynamicTest(
                        vector.text("name").orElseThrow(),
                        () -> assertThat(decideWhole(vector)).isEqualTo(expected(vector))));
    }

    private static Object decideWhole(JsonObject vector) {
        FlagContext context = FlagContext.of(vector.text("distinct_id").orElseThrow())
                .properties(vector.object("person_properties").orElse(JsonObject.empty()));
        JsonObject groups = vector.object("groups").orElse(JsonObject.empty());
        JsonObject known = vector.object("group_properties").orElse(JsonObject.empty());
        for (String type : groups.toMap().keySet()) {
            context = context.group(
                    type,
                    groups.text(type).orElseThrow(),
                    known.object(type).orElse(JsonObject.empty()).toMap());
        }
        return plain(
                Definitions.compile(vector).evaluate(vector.text("evaluate").orElseThrow(), context, NOW));
    }

    @TestFactory
    Stream<DynamicTest> properties() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonObject vector : vectors().objects("properties")) {
            tests.add(DynamicTest.dynamicTest(
                    tests.size() + " " + vector.object("property").orElseThrow().toMap(),
                    () -> assertThat(match(vector)).isEqualTo(expectedMatch(vector))));
        }
        return tests.stream();
    }

    private static Object match(JsonObject vector) {
        Map<String, Object> group = Map.of(
                "properties", List.of(vector.object("property").orElseThrow().toMap()), "rollout_percentage", 100);
        Map<String, Object> flag = Map.of("key", "f", "active", true, "filters", Map.of("groups", List.of(group)));
        FlagContext context = FlagContext.of("d")
                .properties(vector.object("person_properties").orElseThrow());
        Instant now = vector.instant("now").orElse(NOW);
        return plain(Definitions.compile(flags(flag)).evaluate("f", context, now));
    }

    /** The answers are the Python SDK's. Where the Node SDK and the server agree on another, theirs is ours. */
    private static Object expectedMatch(JsonObject vector) {
        String note = vector.text("note").orElse("");
        if (note.startsWith("node answers true")) return true;
        if (note.startsWith("node and server answer false")) return false;
        if (note.contains("node and the Rust server compare numerically and answer false")) return false;
        return expected(vector);
    }

    @TestFactory
    Stream<DynamicTest> dependencies() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonObject vector : vectors().objects("dependency_value")) {
            tests.add(DynamicTest.dynamicTest(tests.size() + " " + vector.toMap(), () -> {
                Object actual = vector.value("actual_value").orElseThrow();
                FlagValue value = actual instanceof String variant
                        ? variant.isEmpty() ? new FlagValue.Off() : new FlagValue.Variant(variant)
                        : Boolean.TRUE.equals(actual) ? new FlagValue.On() : new FlagValue.Off();
                assertThat(FlagRule.isExpected(vector.value("expected_value").orElseThrow(), value))
                        .isEqualTo(vector.bool("matches").orElseThrow());
            }));
        }
        return tests.stream();
    }

    @Test
    void relativeDates() {
        for (JsonObject vector : vectors().objects("relative_dates")) {
            Optional<Instant> actual = DateTexts.ago(vector.text("value").orElseThrow())
                    .flatMap(ago -> ago.before(vector.instant("now").orElseThrow()));
            assertThat(actual).as(vector.toMap().toString()).isEqualTo(vector.instant("result"));
        }
    }

    private static JsonObject flags(Map<String, Object> flag) {
        return JsonObject.of(Map.of("flags", List.of(flag)));
    }

    private static Object expected(JsonObject vector) {
        return vector.value("expected").orElseThrow();
    }

    private static Object plain(@Nullable FlagValue value) {
        if (value instanceof FlagValue.NeedsServer) return "REQUIRES_SERVER";
        if (value instanceof FlagValue.Inconclusive) return "INCONCLUSIVE";
        assertThat(value).isNotNull();
        return value.variant().<Object>map(variant -> variant).orElse(value.isEnabled());
    }
}
