package io.tajo.examples.sandbox.posthog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of a project's properties: the first value that arrived decides, and its type stays. For one kind of
 * property, of persons or of events; its owner guards it.
 */
final class PropertyTypes {
    private static final Pattern ALWAYS_TEXT = Pattern.compile("utm_.*|\\$feature/.*|\\$survey_response.*");
    private static final Pattern OF_TIME = Pattern.compile(".*(time|date|_at).*|.*At");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?");

    private final Map<String, PropertyType> types = new HashMap<>();

    void define(String property, PropertyType type) {
        types.put(property, type);
    }

    PropertyType of(String property) {
        return types.getOrDefault(property, PropertyType.STRING);
    }

    Map<String, PropertyType> all() {
        return Map.copyOf(types);
    }

    void notice(Map<String, ? extends @Nullable Object> properties) {
        properties.forEach((name, value) -> {
            if (!types.containsKey(name)) guess(name, value).ifPresent(type -> types.put(name, type));
        });
    }

    private static Optional<PropertyType> guess(String name, @Nullable Object value) {
        if (value == null) return Optional.empty();
        if (ALWAYS_TEXT.matcher(name).matches()) return Optional.of(PropertyType.STRING);
        if (value instanceof Boolean) return Optional.of(PropertyType.BOOLEAN);
        if (value instanceof Number number) return Optional.of(ofNumber(name, number));
        return value instanceof String text ? Optional.of(ofText(text)) : Optional.empty();
    }

    /** Ten or thirteen digits under a name of a time are seconds or milliseconds. */
    private static PropertyType ofNumber(String name, Number number) {
        int digits = String.valueOf(number).length();
        boolean time = OF_TIME.matcher(name).matches() && (digits == 10 || digits == 13);
        return time ? PropertyType.DATE_TIME : PropertyType.NUMERIC;
    }

    private static PropertyType ofText(String text) {
        String seen = text.strip().toLowerCase(Locale.ROOT);
        if (seen.equals("true") || seen.equals("false")) return PropertyType.BOOLEAN;
        return DATE.matcher(text.strip()).matches() ? PropertyType.DATE_TIME : PropertyType.STRING;
    }
}
