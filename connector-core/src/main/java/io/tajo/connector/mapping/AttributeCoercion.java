package io.tajo.connector.mapping;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributeType;
import io.tajo.brevo.attributes.BuiltIn;
import io.tajo.client.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a value into what an attribute's type takes, because Brevo drops anything else without a word. Stateless and
 * safe for any thread.
 */
public final class AttributeCoercion {
    /** Between the elements of a list that goes into a text. */
    static final String LIST_SEPARATOR = ", ";

    private static final Set<BuiltIn> PHONES = EnumSet.of(BuiltIn.SMS, BuiltIn.WHATSAPP, BuiltIn.LANDLINE_NUMBER);

    private AttributeCoercion() {}

    /**
     * Coerces one value.
     *
     * @param attribute where it goes
     * @param value what a mapper set
     * @return text, a number, a boolean or a list of texts, as Brevo's JSON takes it
     * @throws IllegalArgumentException if it does not fit; the message is the reason in the report and never holds the
     *     value
     */
    public static Object coerce(Attribute attribute, Object value) {
        AttributeType type = attribute.type();
        if (isPhone(attribute)) return phone(text(value));
        if (type.equals(AttributeType.TEXT)) return text(value);
        if (type.equals(AttributeType.DATE)) return date(value);
        if (type.equals(AttributeType.FLOAT)) return number(value);
        if (type.equals(AttributeType.BOOLEAN)) return bool(value);
        if (type.equals(AttributeType.CATEGORY)) return option(attribute, text(value));
        if (type.equals(AttributeType.MULTIPLE_CHOICE)) return options(attribute, value);
        throw new IllegalArgumentException("attributes of type " + type.value() + " can't be written");
    }

    private static boolean isPhone(Attribute attribute) {
        return BuiltIn.of(attribute.name()).filter(PHONES::contains).isPresent();
    }

    /** Brevo refuses the whole contact for one number that it can't use. Empty text is no number, and clears. */
    private static String phone(String text) {
        return text.isBlank() ? "" : PhoneNumbers.international(text);
    }

    private static String text(Object value) {
        if (value instanceof Instant || value instanceof LocalDate) return value.toString();
        if (value instanceof Collection<?> many) {
            return many.stream().map(AttributeCoercion::text).collect(Collectors.joining(LIST_SEPARATOR));
        }
        return scalar(value).text("value").orElseThrow(() -> misfit(value, "text"));
    }

    private static String date(Object value) {
        if (value instanceof LocalDate date) return date.toString();
        Optional<Instant> instant = value instanceof Instant time
                ? Optional.of(time)
                : scalar(value).instant("value");
        LocalDate date = instant.map(time -> time.atZone(ZoneOffset.UTC).toLocalDate())
                .filter(day -> day.getYear() >= 1 && day.getYear() <= 9999)
                .orElseThrow(() -> misfit(value, "a date (yyyy-MM-dd or ISO 8601)"));
        return date.toString();
    }

    private static BigDecimal number(Object value) {
        return scalar(value).decimal("value").orElseThrow(() -> misfit(value, "a number"));
    }

    private static Boolean bool(Object value) {
        return scalar(value).bool("value").orElseThrow(() -> misfit(value, "a boolean (true or false)"));
    }

    private static String option(Attribute attribute, String wanted) {
        return attribute
                .option(wanted)
                .orElseThrow(() -> new IllegalArgumentException("no option of the attribute has this value"));
    }

    private static List<String> options(Attribute attribute, Object value) {
        Collection<?> wanted = value instanceof Collection<?> many ? many : List.of(value);
        return wanted.stream().map(one -> option(attribute, text(one))).toList();
    }

    private static JsonObject scalar(Object value) {
        return JsonObject.of(Map.of("value", value));
    }

    private static IllegalArgumentException misfit(Object value, String wanted) {
        String kind = value instanceof Collection ? "a list" : value instanceof Map ? "an object" : "this value";
        return new IllegalArgumentException(kind + " is not " + wanted);
    }
}
