package io.tajo.posthog.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A question in HogQL, PostHog's SQL. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * HogQl.of("SELECT id, properties.email AS email FROM persons WHERE properties.plan = {plan}")
 *         .bind("plan", "pro")
 *         .keyset("id");
 * }</pre>
 *
 * <p>{@code now()} in the text is a little later on each page; bind a fixed time where that matters.
 */
public final class HogQl {
    /** Fifty thousand: the most rows that PostHog returns at once. */
    public static final int MAX_PAGE_SIZE = 50_000;

    private static final String RESERVED = "after_key";

    private final String text;
    private final Map<String, @Nullable Object> values;
    private final List<String> keyset;
    private final List<Object> after;
    private final int pageSize;
    private final String name;
    private final boolean aggregate;

    private HogQl(
            String text,
            Map<String, @Nullable Object> values,
            List<String> keyset,
            List<Object> after,
            int pageSize,
            String name,
            boolean aggregate) {
        this.text = text;
        this.values = Collections.unmodifiableMap(values);
        this.keyset = List.copyOf(keyset);
        this.after = List.copyOf(after);
        this.pageSize = pageSize;
        this.name = name;
        this.aggregate = aggregate;
    }

    /**
     * Returns a query.
     *
     * @param text one SELECT, which may end in a semicolon; values go into {@code {placeholders}}, see {@link #bind}
     * @return the query
     * @throws IllegalArgumentException if the text is empty, or skips rows by OFFSET, which PostHog refuses
     */
    public static HogQl of(String text) {
        String select = HogQlTokens.withoutLastSemicolon(text);
        if (select.isBlank()) throw new IllegalArgumentException("the HogQL text is empty");
        if (RowClauses.hasOffset(select)) {
            throw new IllegalArgumentException(
                    "PostHog refuses HogQL that skips rows (OFFSET n, or LIMIT n, m). Leave it "
                            + "out and read by a unique column: HogQl.of(\"SELECT id, ... FROM ...\").keyset(\"id\") reads every "
                            + "page, WHERE id > {last} ORDER BY id LIMIT n.");
        }
        return new HogQl(select, new LinkedHashMap<>(), List.of(), List.of(), MAX_PAGE_SIZE, "query", false);
    }

    /**
     * Gives a placeholder its value. It travels beside the text, never in it.
     *
     * @param placeholder the name that stands in braces in the text
     * @param value text, number, boolean, null or a list of them
     * @return the changed query
     */
    public HogQl bind(String placeholder, @Nullable Object value) {
        if (!placeholder.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("a placeholder is letters, digits and _, not \"" + placeholder + "\"");
        }
        if (placeholder.startsWith(RESERVED)) {
            throw new IllegalArgumentException(
                    "placeholders that start with " + RESERVED + " are used for paging; name it otherwise");
        }
        Map<String, @Nullable Object> bound = new LinkedHashMap<>(values);
        bound.put(
                placeholder,
                value instanceof List<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : value);
        return new HogQl(text, bound, keyset, after, pageSize, name, aggregate);
    }

    /**
     * Reads page after page by columns whose values are unique together, in the server's order of them. A column that
     * has ties, such as a timestamp, needs one beside it that tells them apart: {@code keyset("timestamp", "uuid")}.
     *
     * <p>The text's own ORDER BY and LIMIT keep their meaning: they say which rows there are, not how they are paged.
     * Rows in which a key is NULL can't be paged by it; they are counted, see {@link HogQlRows.RowIterator#withoutKey}.
     *
     * @param column a column of the text's SELECT, by its name or alias
     * @param more further columns
     * @return the changed query
     */
    public HogQl keyset(String column, String... more) {
        List<String> columns = new ArrayList<>(List.of(more));
        columns.add(0, column);
        return new HogQl(text, values, columns, List.of(), pageSize, name, aggregate);
    }

    /**
     * Goes on behind a row that was read before, for example where a quota has ended an earlier reading.
     *
     * @param key the row's values of the {@link #keyset} columns, as they came; columns that are times are not supported
     * @return the changed query
     * @throws IllegalArgumentException if there are not as many values as keyset columns
     */
    public HogQl after(Object... key) {
        if (key.length != keyset.size()) {
            throw new IllegalArgumentException("the query is read by " + keyset.size() + " columns, and the key has "
                    + key.length + " values: call keyset(...) first, and give the value of each of its columns");
        }
        return new HogQl(text, values, keyset, List.of(key), pageSize, name, aggregate);
    }

    /**
     * Sets how many rows a call asks for at first. Pages that PostHog can't finish in time are made smaller.
     *
     * @param rows 1 to 50,000, the default
     * @return the changed query
     */
    public HogQl pageSize(int rows) {
        if (rows < 1 || rows > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a page holds 1 to " + MAX_PAGE_SIZE + " rows, not " + rows);
        }
        return new HogQl(text, values, keyset, after, rows, name, aggregate);
    }

    /**
     * Names the query, so that its owner finds it in PostHog's query log.
     *
     * @param label at most 100 characters
     * @return the changed query
     */
    public HogQl named(String label) {
        return new HogQl(text, values, keyset, after, pageSize, label, aggregate);
    }

    /**
     * Says that the text aggregates. A smaller page would not shorten its scan, so that it goes asynchronously as soon
     * as PostHog runs out of time.
     *
     * @return the changed query
     */
    public HogQl aggregate() {
        return new HogQl(text, values, keyset, after, pageSize, name, true);
    }

    /**
     * Returns the text under which a property is selected as the type that PostHog guessed for it, which loses values of
     * other types; {@link RawProperty#select} selects what was sent.
     *
     * @param property the property's name, as PostHog spells it
     * @return for example {@code properties.`$browser`}
     */
    public static String property(String property) {
        return "properties." + quote(property);
    }

    /**
     * Returns a text in single quotes, whatever characters it holds. Values of a query go into placeholders instead, see
     * {@link #bind}; this is for what is part of the query, such as the name of a property.
     *
     * @param text the text
     * @return the literal
     */
    public static String literal(String text) {
        return "'" + escaped(text, '\'', "\\'") + "'";
    }

    /**
     * Returns an identifier in backticks, whatever characters it holds.
     *
     * @param identifier a column's or property's name
     * @return the identifier, quoted
     * @throws IllegalArgumentException if it is empty or holds a percent sign, which HogQL does not take in names
     */
    public static String quote(String identifier) {
        if (identifier.isEmpty()) throw new IllegalArgumentException("a name in HogQL is not empty");
        if (identifier.indexOf('%') >= 0) {
            throw new IllegalArgumentException("HogQL does not take the percent sign in the name \"" + identifier
                    + "\"; copy the property under another name in PostHog");
        }
        return "`" + escaped(identifier, '`', "``") + "`";
    }

    private static String escaped(String text, char quote, String quoted) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '\0' -> escaped.append("\\0");
                default -> escaped.append(c == quote ? quoted : String.valueOf(c));
            }
        }
        return escaped.toString();
    }

    /**
     * Returns how many rows the text's own LIMIT allows, where it is a number or a placeholder with a number. PostHog
     * returns at most 50,000 rows at once, so that a larger one needs a {@link #keyset}.
     *
     * @return the limit; empty if the text has none, or has an expression there
     */
    public OptionalLong limit() {
        return RowClauses.limit(text, values);
    }

    /** {@return the text, without a semicolon at its end} */
    public String text() {
        return text;
    }

    /** {@return the values by their placeholders} */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** {@return the columns that pages are read by; empty for a query of one page} */
    public List<String> keyset() {
        return keyset;
    }

    /** {@return the key of the row behind which reading begins; empty where it begins with the first row} */
    public List<Object> after() {
        return after;
    }

    /** {@return how many rows a call asks for at first} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the name in PostHog's query log} */
    public String name() {
        return name;
    }

    /** {@return whether the text aggregates} */
    public boolean isAggregate() {
        return aggregate;
    }
}
