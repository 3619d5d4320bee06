package io.tajo.connector.config;

import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.InvalidValuePolicy;
import io.tajo.connector.mapping.MissingValuePolicy;
import io.tajo.connector.mapping.Transform;
import io.tajo.connector.mapping.Transforms;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the field mapping: a source's name, and the attribute that it goes to, or a map with more about it. */
final class MappingReader {
    private static final String ADDRESS = "email";

    private static final Map<String, MissingValuePolicy> MISSING = new TreeMap<>(Map.of(
            "keep", MissingValuePolicy.KEEP, "clear", MissingValuePolicy.CLEAR, "reject", MissingValuePolicy.REJECT));
    private static final Map<String, InvalidValuePolicy> MISFIT =
            new TreeMap<>(Map.of("leave_out", InvalidValuePolicy.LEAVE_OUT, "reject", InvalidValuePolicy.REJECT));
    private static final Map<String, Supplier<Transform>> TRANSFORMS = new TreeMap<>(Map.of(
            "text", Transforms::text,
            "date", Transforms::date,
            "number", Transforms::number,
            "boolean", Transforms::bool,
            "upper", Transforms::upper,
            "lower", Transforms::lower,
            "trim", Transforms::trim,
            "join", () -> Transforms.join(", ")));

    private static final Map<String, Function<String[], Transform>> CHOICES =
            Map.of("category", Transforms::category, "multiple_choice", Transforms::multipleChoice);

    private final Section section;
    private @Nullable String address;

    MappingReader(Section section) {
        this.section = section;
    }

    FieldMapping read(boolean given) {
        if (!given) return FieldMapping.defaults();
        FieldMapping.Builder mapping = FieldMapping.builder();
        for (String source : section.names()) rule(source, mapping);
        return mapping.build();
    }

    private void rule(String source, FieldMapping.Builder mapping) {
        if (section.isSection(source)) {
            detailed(source, section.section(source), mapping);
            return;
        }
        Optional<String> attribute = section.required(source);
        if (attribute.isEmpty()) return;
        if (attribute.get().toLowerCase(Locale.ROOT).equals(ADDRESS)) address(source, mapping);
        else section.checked(source, () -> mapping.map(source, attribute.get()));
    }

    private void address(String source, FieldMapping.Builder mapping) {
        String first = address;
        if (first != null) {
            section.problem(source, "the address has two sources, " + first + " and " + source + ": keep one of them");
        }
        address = source;
        mapping.address(source);
    }

    private static Optional<Transform> transform(Section rule) {
        List<String> options = rule.texts("options");
        if (rule.has("region")) {
            return rule.text("region").flatMap(region -> rule.checked("region", () -> Transforms.phone(region)));
        }
        boolean choice = rule.text("transform").filter(CHOICES::containsKey).isPresent();
        if (!choice) {
            rule.remarkUseless("transform: category or multiple_choice", "options");
            return rule.choice("transform", TRANSFORMS).map(Supplier::get);
        }
        String[] all = options.toArray(new String[0]);
        return rule.choice("transform", CHOICES).flatMap(made -> rule.checked("options", () -> made.apply(all)));
    }

    private void detailed(String source, Section rule, FieldMapping.Builder mapping) {
        Optional<String> attribute = rule.required("attribute");
        Optional<Transform> transform = transform(rule);
        MissingValuePolicy missing = rule.choice("missing", MISSING).orElse(MissingValuePolicy.KEEP);
        InvalidValuePolicy misfit = rule.choice("misfit", MISFIT).orElse(InvalidValuePolicy.LEAVE_OUT);
        rule.refuseOthers();
        attribute.ifPresent(name -> rule.checked(
                "attribute",
                () -> mapping.map(
                        source,
                        name,
                        transform.orElseGet(() -> FieldMapping.defaultTransform(source)),
                        missing,
                        misfit)));
    }
}
