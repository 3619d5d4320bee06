package io.tajo.brevo.attributes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field that contacts may have.
 *
 * @param name its name, in capitals
 * @param category normal, category, transactional, calculated or global
 * @param type what it holds
 * @param options the values it may take, where it has a choice: what is written into a contact
 * @param labels the values of a category attribute by their labels: what people see in Brevo
 */
public record Attribute(
        String name, String category, AttributeType type, List<String> options, Map<String, String> labels) {
    /**
     * Copies the options and the labels.
     *
     * @param name its name, in capitals
     * @param category normal, category, transactional, calculated or global
     * @param type what it holds
     * @param options the values it may take, where it has a choice
     * @param labels the values of a category attribute by their labels
     */
    public Attribute {
        options = List.copyOf(options);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /**
     * Creates an attribute whose options have no labels.
     *
     * @param name its name, in capitals
     * @param category normal, category, transactional, calculated or global
     * @param type what it holds
     * @param options the values it may take, where it has a choice
     */
    public Attribute(String name, String category, AttributeType type, List<String> options) {
        this(name, category, type, options, Map.of());
    }

    /**
     * Finds the value to write for an option.
     *
     * @param valueOrLabel a value or a label, in any case; a value counts before another's label
     * @return the value as Brevo spells it; empty if there is no such option
     */
    public Optional<String> option(String valueOrLabel) {
        return options.stream()
                .filter(option -> option.equalsIgnoreCase(valueOrLabel))
                .findFirst()
                .or(() -> labels.entrySet().stream()
                        .filter(label -> label.getKey().equalsIgnoreCase(valueOrLabel))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
