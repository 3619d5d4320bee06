package io.tajo.connector.destination;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.brevo.attributes.NewAttribute;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.mapping.AttributeCoercion;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.MissingAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brevo's attributes by name, as a run may write them. For one thread. */
public final class TargetAttributes {
    private final Map<String, Attribute> byName = new LinkedHashMap<>();
    private final Set<String> created = new LinkedHashSet<>();
    private final NewOptions newOptions;

    private TargetAttributes(List<Attribute> catalogue, NewOptions newOptions) {
        // Every contact has one, whether or not the catalogue names it.
        String extId = BuiltIn.EXT_ID.name();
        byName.put(extId, new Attribute(extId, "normal", AttributeType.TEXT, List.of()));
        for (Attribute attribute : catalogue) byName.put(capitals(attribute.name()), attribute);
        this.newOptions = newOptions;
    }

    /**
     * Loads the catalogue and makes sure that it holds what a mapping writes.
     *
     * @param api Brevo's attributes
     * @param use the attributes that are written, with their types and options
     * @param policy what to do about missing ones, and about missing options of multiple-choice attributes
     * @param dry whether nothing may be written: what would be created counts as created, options too
     * @return the attributes
     * @throws ConfigurationException if some are missing and the policy is to refuse, or some hold another type
     */
    public static TargetAttributes prepare(AttributesApi api, FieldUse use, MissingAttributes policy, boolean dry) {
        return prepare(api.list(), api, use, policy, dry);
    }

    /**
     * Makes sure that a catalogue holds what a mapping writes.
     *
     * @param catalogue Brevo's attributes as they were read before
     * @param api creates attributes
     * @param use the attributes that are written, with their types and options
     * @param policy what to do about missing ones, and about missing options of multiple-choice attributes
     * @param dry whether nothing may be written
     * @return the attributes
     * @throws ConfigurationException if some are missing and the policy is to refuse, or some hold another type
     */
    public static TargetAttributes prepare(
            List<Attribute> catalogue, AttributesApi api, FieldUse use, MissingAttributes policy, boolean dry) {
        Map<String, AttributeType> writes = use.writes();
        boolean mayCreate = policy == MissingAttributes.CREATE;
        NewOptions options = dry ? NewOptions.imagined(use.options()) : NewOptions.in(api, use.options());
        TargetAttributes attributes = new TargetAttributes(catalogue, mayCreate ? options : NewOptions.none());
        attributes.refuseClashes(writes);
        Map<String, AttributeType> missing = new LinkedHashMap<>(writes);
        missing.keySet().removeIf(name -> attributes.find(name).isPresent());
        if (policy == MissingAttributes.REFUSE && !missing.isEmpty()) throw refused(missing);
        if (mayCreate) missing.forEach((name, type) -> attributes.create(api, capitals(name), type, dry));
        return attributes;
    }

    private void create(AttributesApi api, String name, AttributeType type, boolean dry) {
        Optional<NewAttribute> choice = newOptions.choice(name, type);
        if (choice.isEmpty()) {
            if (!dry) api.create(name, type);
            byName.put(name, new Attribute(name, "normal", type, List.of()));
        } else {
            if (!dry) api.create(choice.get());
            byName.put(name, newOptions.created(name, type));
        }
        created.add(name);
    }

    /** {@return the attributes that were created} */
    public Set<String> created() {
        return Set.copyOf(created);
    }

    /** {@return the names of all attributes of the account} */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** {@return the names of the attributes with options, which Brevo may return by label or by value} */
    public Set<String> withOptions() {
        return byName.values().stream()
                .filter(attribute -> NewOptions.isChoice(attribute.type()))
                .map(attribute -> capitals(attribute.name()))
                .collect(Collectors.toSet());
    }

    /**
     * Returns what this account calls some attributes, and what they take.
     *
     * @param names the attributes
     * @return their types by their names in this account
     */
    public Map<String, AttributeType> types(Set<String> names) {
        Map<String, AttributeType> types = new LinkedHashMap<>();
        for (String name : names) find(name).ifPresent(found -> types.put(capitals(found.name()), found.type()));
        return types;
    }

    /**
     * Returns some attributes as this account has them.
     *
     * @param names the attributes
     * @return those that the account has, under its names for them
     */
    public List<Attribute> of(Set<String> names) {
        Map<String, Attribute> known = new LinkedHashMap<>();
        for (String name : names) {
            find(name)
                    .ifPresent(found -> known.put(
                            capitals(found.name()),
                            new Attribute(
                                    capitals(found.name()),
                                    found.category(),
                                    found.type(),
                                    found.options(),
                                    found.labels())));
        }
        return List.copyOf(known.values());
    }

    /**
     * Returns the name under which this account has an attribute: FIRSTNAME is PRENOM in a French one.
     *
     * @param name the attribute
     * @return its name here, or the same name if the account lacks it
     */
    public String nameOf(String name) {
        return find(name).map(attribute -> capitals(attribute.name())).orElse(name);
    }

    /**
     * Turns a value that is sent in any case into what an attribute takes, and adds the options that it needs.
     *
     * @param name the attribute
     * @param value what a mapper set
     * @return the value for Brevo
     * @throws IllegalArgumentException if it does not fit, or Brevo has no such attribute; the message is the reason
     */
    public Object coerce(String name, Object value) {
        Object fitted = fit(name, value);
        addOptions(name, fitted);
        return fitted;
    }

    /**
     * Turns a value into what an attribute takes, with options that may be added. Writes nothing: whether the value is sent
     * is decided later.
     *
     * @param name the attribute
     * @param value what a mapper set
     * @return the value for Brevo
     * @throws IllegalArgumentException if it does not fit, or Brevo has no such attribute; the message is the reason
     */
    public Object fit(String name, Object value) {
        return AttributeCoercion.coerce(newOptions.imagine(existing(name), value), value);
    }

    /**
     * Adds the options that a value needs, before it is sent.
     *
     * @param name the attribute
     * @param fitted the value as {@link #fit} returned it last
     * @throws IllegalArgumentException if Brevo refuses one
     */
    public void addOptions(String name, Object fitted) {
        Attribute attribute = existing(name);
        if (!NewOptions.isChoice(attribute.type())) return;
        Attribute extended = newOptions.extend(attribute, fitted);
        byName.put(capitals(attribute.name()), extended);
        Object unused = AttributeCoercion.coerce(extended, fitted);
    }

    private Attribute existing(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("Brevo has no such attribute"));
    }

    private Optional<Attribute> find(String name) {
        Attribute exact = byName.get(capitals(name));
        if (exact != null) return Optional.of(exact);
        return BuiltIn.of(name)
                .flatMap(builtIn -> byName.values().stream()
                        .filter(attribute -> BuiltIn.of(attribute.name()).equals(Optional.of(builtIn)))
                        .findFirst());
    }

    private void refuseClashes(Map<String, AttributeType> writes) {
        String clashes = writes.entrySet().stream()
                .filter(entry -> find(entry.getKey())
                        .filter(attribute -> clash(entry.getValue(), attribute.type()))
                        .isPresent())
                .map(entry -> entry.getKey() + " is "
                        + find(entry.getKey()).orElseThrow().type().value() + " in Brevo, and the mapping writes "
                        + entry.getValue().value())
                .collect(Collectors.joining("; "));
        if (clashes.isEmpty()) return;
        throw new ConfigurationException("Types clash: " + clashes
                + ". Brevo can't change an attribute's type: write to another attribute, or use another transform.");
    }

    /** Text takes anything, and what a mapping calls text may be anything: it is looked at value by value. */
    private static boolean clash(AttributeType written, AttributeType held) {
        boolean open = written.equals(AttributeType.TEXT)
                || held.equals(AttributeType.TEXT)
                || held.equals(AttributeType.CATEGORY)
                || held.equals(AttributeType.MULTIPLE_CHOICE)
                || held.equals(AttributeType.UNKNOWN);
        return !open && !written.equals(held);
    }

    private static ConfigurationException refused(Map<String, AttributeType> missing) {
        String names = missing.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue().value() + ")")
                .collect(Collectors.joining(", "));
        return new ConfigurationException(
                "Brevo lacks attributes that the mapping writes: " + names
                        + ". Create them under Contacts > Settings > Contact attributes, or let the connector do it with "
                        + "missingAttributes(MissingAttributes.CREATE), for contacts by hand with contacts().creatingAttributes().");
    }

    private static String capitals(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
