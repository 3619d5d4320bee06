package io.tajo.connector.destination;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Small numbers for the values of some attributes, to compare what Brevo holds with what it should hold: equal values have
 * equal marks, and different ones do but once in four billion times. Values that Brevo writes in another way are made equal
 * before: numbers are floating points, dates lose their time of day, phone numbers are digits. Immutable.
 */
public final class ValueMarks {
    /** The mark of an attribute without a value. */
    public static final int EMPTY = 0;

    private static final Set<String> PHONES = Set.of("SMS", "WHATSAPP", "LANDLINE_NUMBER");
    private static final MathContext DIGITS = new MathContext(15);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");

    private final List<String> names;
    private final Map<String, Field> fields;
    private final long seed;

    /** Where the marks of an attribute stand, and what it takes. */
    private record Field(int position, Attribute attribute) {
        AttributeType type() {
            return attribute.type();
        }
    }

    /**
     * Prepares marks.
     *
     * @param types the attributes and their types
     * @param seed makes the marks of one ledger others than those of another
     */
    public ValueMarks(Map<String, AttributeType> types, long seed) {
        this(
                types.entrySet().stream()
                        .map(each -> new Attribute(each.getKey(), "normal", each.getValue(), List.of()))
                        .toList(),
                seed);
    }

    /**
     * Prepares marks of attributes with their options: a category comes back by its value or by its label.
     *
     * @param attributes the attributes, by their names in the account
     * @param seed makes the marks of one ledger others than those of another
     */
    public ValueMarks(Collection<Attribute> attributes, long seed) {
        this.fields = new LinkedHashMap<>();
        for (Attribute attribute : attributes) fields.put(attribute.name(), new Field(fields.size(), attribute));
        this.names = List.copyOf(fields.keySet());
        this.seed = seed;
    }

    /** Returns the attributes, in the order of their positions. */
    List<String> names() {
        return names;
    }

    int position(String name) {
        Field field = fields.get(name);
        return field == null ? -1 : field.position();
    }

    /**
     * Returns whether an attribute has marks.
     *
     * @param name the attribute
     * @return whether it is one of those that are compared
     */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Returns whether what Brevo holds of an attribute can be compared at all.
     *
     * @param name the attribute
     * @return whether its marks mean anything but that there is a value
     */
    public boolean areComparable(String name) {
        Field field = fields.get(name);
        return field != null && !field.type().equals(AttributeType.UNKNOWN);
    }

    /**
     * Returns the mark of a value.
     *
     * @param name the attribute
     * @param value the value, as it is sent or as Brevo returns it
     * @return the mark, {@link #EMPTY} for null and for blank text
     */
    public int of(String name, @Nullable Object value) {
        Field field = fields.get(name);
        if (value == null || field == null) return EMPTY;
        String text = comparable(field.attribute(), value);
        return text.isEmpty() ? EMPTY : hash(text);
    }

    private static String comparable(Attribute attribute, Object value) {
        if (value instanceof Collection<?> many) {
            // The order in which Brevo returns several options is its own.
            return many.stream().map(String::valueOf).sorted().collect(Collectors.joining("\n"));
        }
        AttributeType type = attribute.type();
        String name = attribute.name();
        String text = SPACE.matcher(String.valueOf(value).strip()).replaceAll(" ");
        if (type.equals(AttributeType.FLOAT)) return number(text);
        if (type.equals(AttributeType.CATEGORY)) return attribute.option(text).orElse(text);
        if (type.equals(AttributeType.DATE) && DATE.matcher(text).matches()) return text.substring(0, 10);
        if (!PHONES.contains(name)) return text;
        String digits = NOT_DIGITS.matcher(text).replaceAll("");
        return digits.startsWith("00") ? digits.substring(2) : digits;
    }

    /** Brevo keeps floating points: a number of many digits comes back as its neighbour. */
    private static String number(String text) {
        try {
            BigDecimal kept =
                    BigDecimal.valueOf(new BigDecimal(text).doubleValue()).round(DIGITS);
            return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private int hash(String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        int mark = (int) (hash >>> 32);
        return mark == EMPTY ? 1 : mark;
    }
}
