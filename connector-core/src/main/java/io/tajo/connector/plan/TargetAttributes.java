package io.tajo.connector.plan;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.AttributeCoercion;
import io.tajo.connector.mapping.MissingAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brevo's attributes by name, as a run may write them. Immutable. */
public final class TargetAttributes {
    private final Map<String, Attribute> byName;
    private final Set<String> created;

    private TargetAttributes(Map<String, Attribute> byName, Set<String> created) {
        this.byName = byName;
        this.created = Set.copyOf(created);
    }

    /**
     * Loads the catalogue and makes sure that it holds what a mapping writes.
     *
     * @param api Brevo's attributes
     * @param writes the attributes, each with the type to create it with
     * @param policy what to do about missing ones
     * @return the attributes
     * @throws ConfigurationException if some are missing and the policy is to refuse
     */
    public static TargetAttributes prepare(
            AttributesApi api, Map<String, AttributeType> writes, MissingAttributes policy) {
        Map<String, Attribute> byName = new LinkedHashMap<>();
        for (Attribute attribute : api.list()) byName.put(capitals(attribute.name()), attribute);
        Map<String, AttributeType> missing = new LinkedHashMap<>(writes);
        missing.keySet().removeIf(name -> byName.containsKey(capitals(name)));
        if (policy == MissingAttributes.REFUSE && !missing.isEmpty()) throw refused(missing);
        Set<String> created = new LinkedHashSet<>();
        if (policy == MissingAttributes.CREATE) {
            missing.forEach((name, type) -> {
                api.create(capitals(name), type);
                byName.put(capitals(name), new Attribute(capitals(name), "normal", type, List.of()));
                created.add(capitals(name));
            });
        }
        return new TargetAttributes(byName, created);
    }

    /** {@return the attributes that were created} */
    public Set<String> created() {
        return created;
    }

    /** {@return the names of the boolean attributes, which imports are known to mistreat} */
    Set<String> booleans() {
        return byName.values().stream()
                .filter(attribute -> attribute.type().equals(AttributeType.BOOLEAN))
                .map(attribute -> capitals(attribute.name()))
                .collect(Collectors.toSet());
    }

    /**
     * Turns a value into what an attribute takes.
     *
     * @param name the attribute
     * @param value what a mapper set
     * @return the value for Brevo
     * @throws IllegalArgumentException if it does not fit, or Brevo has no such attribute; the message is the reason
     */
    Object coerce(String name, Object value) {
        Attribute attribute = byName.get(name);
        if (attribute == null) throw new IllegalArgumentException("Brevo has no such attribute");
        return AttributeCoercion.coerce(attribute, value);
    }

    private static ConfigurationException refused(Map<String, AttributeType> missing) {
        String names = missing.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue().value() + ")")
                .collect(Collectors.joining(", "));
        return new ConfigurationException("Brevo lacks attributes that the mapping writes: " + names
                + ". Create them under Contacts > Settings > Contact attributes, or let the connector do it with "
                + "missingAttributes(MissingAttributes.CREATE).");
    }

    private static String capitals(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
