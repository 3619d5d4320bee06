package io.tajo.connector.config;

import io.tajo.client.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A map of the file: hands out its values by type, and notes what is missing, unknown or of another type. */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*([smhd])");

    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Variables variables;
    private final Problems problems;

    Section(String path, @Nullable Node node, Variables variables, Problems problems) {
        this.path = path;
        this.line = node == null ? 1 : lineOf(node);
        this.variables = variables;
        this.problems = problems;
        if (node instanceof MappingNode mapping) read(mapping);
        else if (node != null && !isNull(node)) problems.add(line, label(), "a map of keys is expected");
    }

    private void read(MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(lineOf(tuple.getKeyNode()), label(), "a key is a single word");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(lineOf(key), child(key.getValue()), "the key is there twice");
            }
        }
    }

    /** Notes every key that was not asked for. */
    void refuseOthers() {
        values.forEach((name, node) -> {
            if (!asked.contains(name)) problems.unknownKey(lineOf(node), child(name), name, asked);
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String name) {
        asked.add(name);
        Node node = values.get(name);
        return node != null && !isNull(node);
    }

    /** Returns all keys, for a map whose keys are the user's own. */
    Set<String> names() {
        asked.addAll(values.keySet());
        return values.keySet();
    }

    Optional<String> text(String name) {
        return scalar(name, "a text", Optional::of);
    }

    Optional<String> required(String name) {
        Optional<String> text = text(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) problems.add(lineOf(name), child(name), "a value is required");
        return text;
    }

    boolean flag(String name, boolean standard) {
        return scalar(name, "true or false", value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Optional.of(true);
                    case "false", "no", "off" -> Optional.of(false);
                    default -> Optional.<Boolean>empty();
                })
                .orElse(standard);
    }

    OptionalLong number(String name) {
        Optional<Long> number = scalar(
                name,
                "a whole number",
                value -> value.matches("\\d{1,18}") ? Optional.of(Long.valueOf(value)) : Optional.empty());
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    Optional<Double> share(String name) {
        return scalar(name, "a share from 0 to 1", value -> {
            boolean share = value.matches("0(\\.\\d+)?|1(\\.0+)?");
            return share ? Optional.of(Double.valueOf(value)) : Optional.<Double>empty();
        });
    }

    Optional<Duration> duration(String name) {
        return scalar(name, "a duration such as 30d, 12h, 15m or 30s", value -> {
            Matcher matcher = DURATION.matcher(value);
            if (!matcher.matches() || matcher.group(1).matches("0+")) return Optional.<Duration>empty();
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        default -> Duration.ofDays(amount);
                    });
        });
    }

    <T> Optional<T> choice(String name, Map<String, T> choices) {
        String expected = "one of " + String.join(", ", choices.keySet());
        return scalar(name, expected, value -> Optional.ofNullable(choices.get(value.toLowerCase(Locale.ROOT))));
    }

    List<String> texts(String name) {
        asked.add(name);
        Node node = values.get(name);
        if (node == null || isNull(node)) return List.of();
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                if (each instanceof ScalarNode text) texts.add(resolved(text, name));
                else problems.add(lineOf(each), child(name), "a list of texts is expected");
            }
        } else {
            problems.add(lineOf(node), child(name), "a list is expected, such as [a, b]");
        }
        return texts;
    }

    Section section(String name) {
        asked.add(name);
        return new Section(child(name), values.get(name), variables, problems);
    }

    List<Section> sections(String name) {
        asked.add(name);
        Node node = values.get(name);
        if (node == null || isNull(node)) return List.of();
        List<Section> sections = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                sections.add(new Section(child(name) + "[" + sections.size() + "]", each, variables, problems));
            }
        } else {
            problems.add(lineOf(node), child(name), "a list of maps is expected");
        }
        return sections;
    }

    boolean isSection(String name) {
        return values.get(name) instanceof MappingNode;
    }

    void problem(String name, String what) {
        problems.add(lineOf(name), child(name), what);
    }

    /** Notes what is no mistake, but hardly meant. */
    void remark(String name, String what) {
        problems.remark(child(name), what);
    }

    /** Notes keys that have no effect. */
    void remarkUseless(String without, String... names) {
        for (String name : names) {
            if (has(name)) remark(name, "has no effect without " + without);
        }
    }

    /** Returns all that was noted of the configuration so far. */
    List<String> remarks() {
        return problems.remarks();
    }

    /** Runs something that checks what it is given, and notes what it finds. */
    <T> Optional<T> checked(String name, Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (IllegalArgumentException | IllegalStateException | ConfigurationException e) {
            problem(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private <T> Optional<T> scalar(String name, String expected, Function<String, Optional<T>> read) {
        asked.add(name);
        Node node = values.get(name);
        if (node == null || isNull(node)) return Optional.empty();
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(lineOf(node), child(name), "expected " + expected + ", found a list or a map");
            return Optional.empty();
        }
        String value = resolved(scalar, name);
        Optional<T> result = read.apply(value.strip());
        // The value may be a secret in the wrong place: only its shape is told.
        if (result.isEmpty() && !value.isBlank()) problems.add(lineOf(node), child(name), "expected " + expected);
        return result;
    }

    private String resolved(ScalarNode scalar, String name) {
        return variables.resolve(scalar.getValue(), lineOf(scalar), child(name));
    }

    private int lineOf(String name) {
        Node node = values.get(name);
        return node == null ? line : lineOf(node);
    }

    private String label() {
        return path.isEmpty() ? "the file" : path;
    }

    private String child(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
