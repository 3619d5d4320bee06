package io.tajo.brevo.attributes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An attribute to be created, or the options it is to have. Immutable. {@code EMAIL} is the address and no attribute: it is
 * refused with an {@link IllegalArgumentException}.
 */
public final class NewAttribute {
    private static final int LONGEST_OPTION = 200;

    private final String category;
    private final String name;
    private final Map<String, Object> body;

    private NewAttribute(String category, String name, Map<String, Object> body) {
        this.category = category;
        this.name = AttributeName.writable(name);
        this.body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
    }

    /**
     * Returns a field that contacts may have.
     *
     * @param name its name; written in capitals
     * @param type what it holds; a multiple choice starts without options then, and {@link #category} is made with its own
     * @return the attribute
     * @throws IllegalArgumentException if Brevo has the type in another category only, or it needs options
     */
    public static NewAttribute normal(String name, AttributeType type) {
        refuse(name, type, AttributeType.CATEGORY, "needs its options: NewAttribute.category(\"" + name + "\", ...)");
        refuse(name, type, AttributeType.ID, "is a transactional attribute: NewAttribute.transactional(...)");
        return new NewAttribute("normal", name, Map.of("type", type.value()));
    }

    /**
     * Returns a field that holds some of several options.
     *
     * @param name its name; written in capitals
     * @param options the options, at least one, each of 200 characters at most
     * @return the attribute
     */
    public static NewAttribute multipleChoice(String name, List<String> options) {
        checkAll(name, options);
        return new NewAttribute(
                "normal",
                name,
                Map.of("type", AttributeType.MULTIPLE_CHOICE.value(), "multiCategoryOptions", List.copyOf(options)));
    }

    /**
     * Returns a field that holds some of several options.
     *
     * @param name its name; written in capitals
     * @param options the options, at least one, each of 200 characters at most
     * @return the attribute
     */
    public static NewAttribute multipleChoice(String name, String... options) {
        return multipleChoice(name, List.of(options));
    }

    /**
     * Returns a field that holds one of several options.
     *
     * @param name its name; written in capitals
     * @param labels the options, as in {@link #category(String, List)}
     * @return the attribute
     */
    public static NewAttribute category(String name, String... labels) {
        return category(name, List.of(labels));
    }

    /**
     * Returns a field that holds one of several options.
     *
     * @param name its name; written in capitals
     * @param labels the options, at least one, each of 200 characters at most; they are numbered from 1, and contacts hold the number:
     *     where options are replaced, each keeps its place
     * @return the attribute
     */
    public static NewAttribute category(String name, List<String> labels) {
        checkAll(name, labels);
        List<Map<String, Object>> enumeration = new ArrayList<>();
        for (String label : labels) {
            enumeration.add(Map.of("value", enumeration.size() + 1, "label", label));
        }
        return new NewAttribute(
                "category",
                name,
                Map.of("type", AttributeType.CATEGORY.value(), "enumeration", List.copyOf(enumeration)));
    }

    /**
     * Returns a field of what a contact did, such as an order.
     *
     * @param name its name; written in capitals
     * @param type what it holds; {@link AttributeType#ID} is possible here alone
     * @return the attribute
     * @throws IllegalArgumentException if Brevo has the type in another category only
     */
    public static NewAttribute transactional(String name, AttributeType type) {
        String elsewhere =
                "is possible for contacts only: NewAttribute.normal(...), category(...) or multipleChoice(...)";
        for (AttributeType other : List.of(AttributeType.CATEGORY, AttributeType.MULTIPLE_CHOICE, AttributeType.USER)) {
            refuse(name, type, other, elsewhere);
        }
        return new NewAttribute("transactional", name, Map.of("type", type.value()));
    }

    /**
     * Returns a figure that Brevo computes for each contact.
     *
     * @param name its name; written in capitals
     * @param formula how, in Brevo's words
     * @return the attribute
     */
    public static NewAttribute calculated(String name, String formula) {
        return new NewAttribute("calculated", name, Map.of("value", formula));
    }

    /**
     * Returns a figure that Brevo computes for the whole account.
     *
     * @param name its name; written in capitals
     * @param formula how, in Brevo's words
     * @return the attribute
     */
    public static NewAttribute global(String name, String formula) {
        return new NewAttribute("global", name, Map.of("value", formula));
    }

    private static void refuse(String name, AttributeType type, AttributeType refused, String wayOut) {
        if (!type.equals(refused)) return;
        throw new IllegalArgumentException("the attribute " + name + " of the type " + type + " " + wayOut);
    }

    private static void checkAll(String name, List<String> options) {
        if (options.isEmpty())
            throw new IllegalArgumentException("the attribute " + name + " needs at least one option");
        options.forEach(NewAttribute::check);
        if (Set.copyOf(options).size() < options.size()) {
            throw new IllegalArgumentException("the attribute " + name + " has an option twice");
        }
    }

    private static void check(String option) {
        if (option.isBlank() || option.length() > LONGEST_OPTION) {
            throw new IllegalArgumentException(
                    "an option has 1 to " + LONGEST_OPTION + " characters, not " + option.length());
        }
    }

    /** {@return its category} */
    public String category() {
        return category;
    }

    /** {@return its name, in capitals} */
    public String name() {
        return name;
    }

    /** {@return the attribute as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return body;
    }
}
