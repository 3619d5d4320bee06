package io.tajo.posthog.query;

import io.tajo.client.DecodingException;
import io.tajo.client.transport.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Selects a property in HogQL as the JSON that was sent. {@code properties.x} instead converts each value to the one type
 * that PostHog once guessed for the property, in the project's time zone: of a property that it takes for a number, the
 * text {@code "pro"} becomes null and {@code "01067"} becomes 1067. Stateless and safe for any thread.
 *
 * @see <a href="https://posthog.com/docs/sql/clickhouse-functions">ClickHouse functions in HogQL</a>
 */
public final class RawProperty {
    private RawProperty() {}

    /**
     * Returns the expression that selects a property.
     *
     * @param property the property's name, which may hold any character; a dot is part of the name
     * @return for example {@code JSONExtractRaw(properties, '$browser')}
     */
    public static String select(String property) {
        return "JSONExtractRaw(properties, " + HogQl.literal(property) + ")";
    }

    /**
     * Returns the expression of the text that a path of names leads to, with its escapes resolved; it is empty text where
     * there is no text.
     *
     * @param path the property's name, then names inside it
     * @return for example {@code JSONExtractString(properties, 'address', 'city')}
     */
    public static String selectText(List<String> path) {
        StringBuilder text = new StringBuilder("JSONExtractString(properties");
        for (String name : path) text.append(", ").append(HogQl.literal(name));
        return text.append(')').toString();
    }

    /**
     * Returns whether the property is there. One that is there may be null.
     *
     * @param selected what a query returned for {@link #select}
     * @return whether it is there
     */
    public static boolean isPresent(@Nullable Object selected) {
        return selected != null && !selected.equals("");
    }

    /**
     * Returns the value that was sent.
     *
     * @param selected what a query returned for {@link #select}
     * @return text, an exact number, a boolean, a list or a map; null where the property is null or absent
     * @throws DecodingException if it is no JSON
     */
    public static @Nullable Object decode(@Nullable Object selected) {
        if (!isPresent(selected) || selected == null) return null;
        if (!(selected instanceof String json)) return selected;
        if (isPlainText(json)) return json.substring(1, json.length() - 1);
        if (json.equals("null")) return null;
        return Json.tryValue(json)
                .orElseThrow(() -> new DecodingException("PostHog sent a property that is no JSON: it was not selected "
                        + "with JSONExtractRaw, or this version of PostHog writes properties in another way."));
    }

    /**
     * Resolves the escapes of a text that a query has read out of JSON by {@code properties.x}. HogQL leaves them in some
     * columns and resolves them in others, so that only the caller can tell whether a backslash is one of an escape.
     *
     * @param text the text, without quotes around it
     * @return the text with its escapes resolved; empty if they are none of JSON
     */
    public static Optional<String> unescape(String text) {
        return Json.tryValue('"' + text + '"').filter(String.class::isInstance).map(String.class::cast);
    }

    /** Most values are texts without an escape: they need no parser. */
    private static boolean isPlainText(String json) {
        int last = json.length() - 1;
        return last > 0 && json.charAt(0) == '"' && json.indexOf('"', 1) == last && json.indexOf('\\') < 0;
    }
}
