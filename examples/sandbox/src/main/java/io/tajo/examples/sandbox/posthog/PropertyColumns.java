package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import io.tajo.examples.sandbox.hogql.Types;
import io.tajo.examples.sandbox.hogql.Values;
import io.tajo.examples.sandbox.http.Json;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Properties as HogQL hands them out: {@code properties} alone is the JSON that was sent, {@code properties.x} is
 * converted to the type of the property, and a nested path is text. Of text that is read out of JSON the escapes stay as
 * they are.
 *
 * @param types the type of each property
 * @param zone the project's time zone
 */
record PropertyColumns(Map<String, PropertyType> types, ZoneId zone) {
    @Nullable
    Object select(Map<String, @Nullable Object> properties, List<String> path) {
        if (path.isEmpty()) return properties;
        Object value = properties;
        for (String step : path) value = value instanceof Map<?, ?> map ? map.get(step) : null;
        if (value == null) return null;
        return path.size() > 1 ? text(value) : converted(value, typeOf(path.get(0)));
    }

    /** Returns the type that ClickHouse names for a path into the properties. */
    String type(List<String> path) {
        if (path.isEmpty()) return Types.TEXT;
        String type = path.size() > 1 ? Types.TEXT : ofColumn(typeOf(path.get(0)));
        return "Nullable(" + type + ")";
    }

    private String ofColumn(PropertyType type) {
        return switch (type) {
            case STRING -> Types.TEXT;
            case NUMERIC -> Types.FLOAT;
            case BOOLEAN -> Types.BOOL;
            case DATE_TIME -> Types.time(zone);
        };
    }

    private PropertyType typeOf(String property) {
        return types.getOrDefault(property, PropertyType.STRING);
    }

    private @Nullable Object converted(Object value, PropertyType type) {
        String text = value instanceof String plain ? plain : text(value);
        return switch (type) {
            case STRING -> text(value);
            case NUMERIC -> number(text);
            case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case DATE_TIME -> moment(text);
        };
    }

    private static @Nullable Object number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Object moment(String text) {
        try {
            return Values.instant(text, zone);
        } catch (HogQlException e) {
            return null;
        }
    }

    private static String text(Object value) {
        if (value instanceof String text && isPlain(text)) return text;
        String json = Json.text(value);
        return value instanceof String ? json.substring(1, json.length() - 1) : json;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') return false;
        }
        return true;
    }
}
