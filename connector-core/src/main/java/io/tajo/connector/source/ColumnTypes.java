package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.Transform;
import io.tajo.connector.mapping.Transforms;
import io.tajo.posthog.query.HogQlRows;
import io.tajo.posthog.query.HogQlRows.RowIterator;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the columns of a query become attributes: by the types that PostHog says they have, and by their values where it does
 * not say or where the type may mean several things. A column without any value is text. For one thread.
 */
final class ColumnTypes {
    private static final Pattern WRAPPED = Pattern.compile("(?:Nullable|LowCardinality)\\((.*)\\)");
    private static final Pattern NUMBER = Pattern.compile("(?:U?Int(?:16|32|64|128|256)|Int8|B?Float\\d+|Decimal.*)");
    private static final Pattern TEXT = Pattern.compile("(?:String|FixedString.*|UUID|Enum.*|IPv[46])");
    private static final Pattern DATE_TEXT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?");

    private final Map<String, Transform> transforms = new HashMap<>();

    private ColumnTypes() {}

    /**
     * Finds the types of some columns.
     *
     * @param columns the columns
     * @param asked the query's rows, asked for already
     * @param rows asks for them anew, should the values have to tell
     * @return the types
     */
    static ColumnTypes of(Collection<String> columns, RowIterator asked, HogQlRows rows) {
        ColumnTypes types = new ColumnTypes();
        Set<String> open = new HashSet<>(columns);
        for (String column : columns) {
            of(asked.columnTypes().getOrDefault(column, "")).ifPresent(transform -> {
                types.transforms.put(column, transform);
                open.remove(column);
            });
        }
        if (!open.isEmpty()) types.lookAtValues(open, rows.iterator());
        return types;
    }

    private void lookAtValues(Set<String> open, RowIterator rows) {
        while (!open.isEmpty() && rows.hasNext()) {
            JsonObject row = rows.next();
            open.removeIf(column -> {
                Optional<Object> value = row.value(column);
                value.ifPresent(sample -> transforms.put(column, ofValue(sample)));
                return value.isPresent();
            });
        }
    }

    /** Returns how a column becomes an attribute. */
    Transform transform(String column) {
        return transforms.getOrDefault(column, Transforms.text());
    }

    /** Returns empty where the type alone does not tell: a UInt8 may be a number or a boolean. */
    private static Optional<Transform> of(String type) {
        Matcher wrapped = WRAPPED.matcher(type);
        if (wrapped.matches()) return of(wrapped.group(1));
        if (type.startsWith("Date")) return Optional.of(Transforms.date());
        if (type.equals("Bool")) return Optional.of(Transforms.bool());
        if (NUMBER.matcher(type).matches()) return Optional.of(Transforms.number());
        return TEXT.matcher(type).matches() ? Optional.of(Transforms.text()) : Optional.empty();
    }

    private static Transform ofValue(Object sample) {
        if (sample instanceof Number) return Transforms.number();
        if (sample instanceof Boolean) return Transforms.bool();
        boolean isDate =
                sample instanceof String text && DATE_TEXT.matcher(text).matches();
        return isDate ? Transforms.date() : Transforms.text();
    }
}
