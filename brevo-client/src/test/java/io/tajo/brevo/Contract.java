package io.tajo.brevo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tajo.client.transport.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Brevo's OpenAPI document. Operations are called by method and path, such as {@code GET /contacts/{identifier}}. */
final class Contract {
    private static final String FOLDER = "CONTRACT_DIR";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final String text;
    private final Map<?, ?> document;
    private final Map<String, Map<?, ?>> operations = new TreeMap<>();

    private Contract(String text) {
        this.text = text;
        Yaml yaml = new Yaml(
                new SafeConstructor(new LoaderOptions()),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                new LoaderOptions(),
                new TextsForTimes());
        document = yaml.load(text);
        map(document, "paths")
                .forEach((path, methods) -> ((Map<?, ?>) methods).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.put(
                                String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path, (Map<?, ?>) operation);
                    }
                }));
    }

    /** An example of an answer. */
    record Example(String operation, int status, Map<?, ?> value) {
        String json() {
            return new String(Json.write(value), StandardCharsets.UTF_8);
        }
    }

    /** Leaves times as the document writes them. */
    private static final class TextsForTimes extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) super.addImplicitResolver(tag, regexp, first, limit);
        }
    }

    static Contract read() {
        String folder = System.getenv(FOLDER);
        assumeTrue(folder != null, FOLDER + " names no folder with Brevo's OpenAPI document: nothing is checked");
        try {
            return new Contract(Files.readString(Path.of(String.valueOf(folder), "brevo-openapi.yml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    Set<String> operations() {
        return operations.keySet();
    }

    /** Returns the operation that a call is of: of several, the one whose path is the most literal. */
    String operation(String method, String path) {
        return operations.keySet().stream()
                .filter(operation -> (method + " " + path).matches(operation.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingLong(Contract::variables))
                .orElse(method + " " + path);
    }

    private static long variables(String operation) {
        return operation.chars().filter(c -> c == '{').count();
    }

    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        operations.forEach((name, operation) -> map(operation, "responses").forEach((status, response) -> {
            Map<?, ?> content = map(map(resolved((Map<?, ?>) response), "content"), "application/json");
            Map<Object, Object> values = new LinkedHashMap<>(map(content, "examples"));
            if (content.containsKey("example")) values.put("", Map.of("value", content.get("example")));
            values.values()
                    .forEach(value -> examples.add(new Example(
                            name,
                            Integer.parseInt(String.valueOf(status)),
                            map(resolved((Map<?, ?>) value), "value"))));
        }));
        return examples;
    }

    private Map<?, ?> resolved(Map<?, ?> node) {
        if (!node.containsKey("$ref")) return node;
        Map<?, ?> at = document;
        for (String step :
                String.valueOf(node.get("$ref")).substring("#/".length()).split("/", -1)) {
            at = map(at, step);
        }
        return at;
    }

    private static Map<?, ?> map(Map<?, ?> node, String name) {
        return node.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
