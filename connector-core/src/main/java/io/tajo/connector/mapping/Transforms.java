package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.AttributeType;
import io.tajo.client.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The transforms that come with the library. Stateless and safe for any thread. */
public final class Transforms {
    private Transforms() {}

    /** {@return a transform to text; the value is written as it is} */
    public static Transform text() {
        return typed(AttributeType.TEXT);
    }

    /** {@return a transform to a date, in UTC} */
    public static Transform date() {
        return typed(AttributeType.DATE);
    }

    /** {@return a transform to a number, exactly} */
    public static Transform number() {
        return typed(AttributeType.FLOAT);
    }

    /** {@return a transform to a boolean, from {@code true} or {@code false} in any case} */
    public static Transform bool() {
        return typed(AttributeType.BOOLEAN);
    }

    /**
     * Returns a transform to one of several options. Where Brevo lacks the attribute, it is created as a category with these
     * options; an option that it lacks is added with the first contact that has it.
     *
     * @param options the options, as people see them in Brevo; at least one
     * @return the transform; another value does not fit
     */
    public static Transform category(String... options) {
        return choice(AttributeType.CATEGORY, options);
    }

    /**
     * Returns a transform to some of several options. Where Brevo lacks the attribute, it is created as a multiple choice with
     * these options; others are added with the first contact that has them.
     *
     * @param options the options that there are from the beginning; at least one
     * @return the transform
     */
    public static Transform multipleChoice(String... options) {
        return choice(AttributeType.MULTIPLE_CHOICE, options);
    }

    private static Transform choice(AttributeType type, String... options) {
        List<String> choices = List.of(options);
        if (choices.isEmpty()) throw new IllegalArgumentException("a choice has at least one option");
        return new Transform() {
            @Override
            public Object apply(Object value) {
                return value;
            }

            @Override
            public AttributeType type() {
                return type;
            }

            @Override
            public List<String> options() {
                return choices;
            }
        };
    }

    /** {@return a transform to text in capitals, whatever the machine's language} */
    public static Transform upper() {
        return ofText(text -> text.toUpperCase(Locale.ROOT));
    }

    /** {@return a transform to text in small letters, whatever the machine's language} */
    public static Transform lower() {
        return ofText(text -> text.toLowerCase(Locale.ROOT));
    }

    /** {@return a transform to text without blanks at its ends} */
    public static Transform trim() {
        return ofText(String::strip);
    }

    /**
     * Returns a transform to text of some length at the most. A character of two {@code char}s is not cut in two.
     *
     * @param characters the length, at least 1
     * @return the transform
     */
    public static Transform truncate(int characters) {
        if (characters < 1)
            throw new IllegalArgumentException("a text keeps at least one character, not " + characters);
        return ofText(text -> {
            if (text.codePointCount(0, text.length()) <= characters) return text;
            return text.substring(0, text.offsetByCodePoints(0, characters));
        });
    }

    /**
     * Returns a transform of a list to one text.
     *
     * @param separator what stands between the elements
     * @return the transform; what is no list is written as it is
     */
    public static Transform join(String separator) {
        return value -> {
            if (!(value instanceof Collection<?> many)) return value;
            return many.stream().map(Transforms::asText).collect(Collectors.joining(separator));
        };
    }

    /**
     * Returns a transform by a table.
     *
     * @param table what each text becomes
     * @return the transform; a text that is not in the table does not fit
     */
    public static Transform lookup(Map<String, ?> table) {
        Map<String, Object> known = Map.copyOf(table);
        return value -> {
            Object found = known.get(asText(value));
            if (found == null) throw new IllegalArgumentException("the lookup table has no entry for this value");
            return found;
        };
    }

    /**
     * Returns a transform to a phone number in E.164, as Brevo's SMS and WHATSAPP take it. Needs
     * {@code com.googlecode.libphonenumber:libphonenumber} among the application's dependencies.
     *
     * @param region the country of numbers without a country code, for example {@code FR}
     * @return the transform; what is no valid number does not fit, and costs the contact this field only
     * @throws io.tajo.client.ConfigurationException if libphonenumber is not there
     */
    public static Transform phone(String region) {
        return PhoneNumbers.transform(region);
    }

    /**
     * Returns transforms in a row. One that returns null ends it.
     *
     * @param steps the transforms, one or more; the last one names the type
     * @return all in one
     */
    public static Transform chain(Transform... steps) {
        List<Transform> all = List.of(steps);
        if (all.isEmpty()) throw new IllegalArgumentException("a chain has at least one transform");
        return new Transform() {
            @Override
            public @Nullable Object apply(Object value) {
                Object result = value;
                for (Transform step : all) {
                    if (result == null) return null;
                    result = step.apply(result);
                }
                return result;
            }

            @Override
            public AttributeType type() {
                return all.get(all.size() - 1).type();
            }

            @Override
            public List<String> options() {
                return all.get(all.size() - 1).options();
            }
        };
    }

    static String asText(Object value) {
        return JsonObject.of(Map.of("value", value))
                .text("value")
                .orElseThrow(() -> new IllegalArgumentException("a list or an object is not text"));
    }

    private static Transform ofText(UnaryOperator<String> change) {
        return value -> change.apply(asText(value));
    }

    /** The coercion to the attribute's own type does the work; a typed transform only says which type to create. */
    private static Transform typed(AttributeType type) {
        return new Transform() {
            @Override
            public Object apply(Object value) {
                return value;
            }

            @Override
            public AttributeType type() {
                return type;
            }
        };
    }
}
