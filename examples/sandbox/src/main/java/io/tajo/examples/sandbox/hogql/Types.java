package io.tajo.examples.sandbox.hogql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the types that ClickHouse would give to expressions. */
public final class Types {
    /** A text. */
    public static final String TEXT = "String";
    /** An id of a person or an event. */
    public static final String UUID = "UUID";
    /** A whole number. */
    public static final String WHOLE = "Int64";
    /** True or false. */
    public static final String BOOL = "Bool";

    /** A floating-point number. */
    public static final String FLOAT = "Float64";

    private static final String COUNT = "UInt64";
    private static final String NOTHING = "Nullable(Nothing)";

    private final Function<List<String>, String> columns;

    private final ZoneId zone;

    Types(Function<List<String>, String> columns, ZoneId zone) {
        this.columns = columns;
        this.zone = zone;
    }

    /**
     * Returns the type of a moment.
     *
     * @param zone the time zone that it is shown in
     * @return the type
     */
    public static String time(ZoneId zone) {
        return "DateTime64(6, '" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + "')";
    }

    /**
     * Returns the type of a value that may also be missing.
     *
     * @param type the type of the value
     * @return the type
     */
    public static String nullable(String type) {
        return type.startsWith("Nullable(") || type.startsWith("Array(") ? type : "Nullable(" + type + ")";
    }

    String of(Expr expression) {
        if (expression instanceof Expr.Literal literal) return literal(literal.value());
        if (expression instanceof Expr.Column column) return columns.apply(column.path());
        if (expression instanceof Expr.Tuple tuple) {
            return "Tuple("
                    + String.join(", ", tuple.elements().stream().map(this::of).toList()) + ")";
        }
        if (expression instanceof Expr.RowNumber) return COUNT;
        return expression instanceof Expr.Call call ? call(call) : TEXT;
    }

    private String literal(@Nullable Object value) {
        if (value == null) return NOTHING;
        if (value instanceof Instant) return time(zone);
        if (value instanceof Boolean) return BOOL;
        if (value instanceof java.util.UUID) return UUID;
        if (value instanceof BigDecimal || value instanceof Double) return FLOAT;
        if (value instanceof List<?> list) return "Array(" + (list.isEmpty() ? TEXT : literal(list.get(0))) + ")";
        return value instanceof Number ? WHOLE : TEXT;
    }

    private String call(Expr.Call call) {
        List<String> arguments = call.arguments().stream().map(this::of).toList();
        if (call.isAggregate()) return aggregate(call.function().toLowerCase(Locale.ROOT), arguments);
        return switch (call.function()) {
            case "coalesce", "ifNull" -> coalesced(arguments);
            case "if", "multiIf" -> arguments.size() > 1 ? known(arguments) : NOTHING;
            case "nullIf" -> nullable(arguments.get(0));
            case "array" -> "Array(" + (arguments.isEmpty() ? TEXT : arguments.get(0)) + ")";
            default -> {
                boolean missing = arguments.stream().anyMatch(type -> type.startsWith("Nullable("));
                String type = strict(call.function(), arguments);
                yield missing && !type.equals(BOOL) ? nullable(type) : type;
            }
        };
    }

    private String strict(String function, List<String> arguments) {
        return switch (function) {
            case "JSONExtractRaw",
                    "JSONExtractString",
                    "lower",
                    "upper",
                    "trim",
                    "replaceRegexpAll",
                    "concat",
                    "toString" -> TEXT;
            case "length" -> COUNT;
            case "toInt" -> WHOLE;
            case "toFloat", "divide" -> FLOAT;
            case "toDateTime" -> time(zone);
            case "toUUID" -> UUID;
            case "plus", "minus", "multiply" -> number(arguments);
            default -> BOOL;
        };
    }

    private String number(List<String> arguments) {
        if (arguments.stream().anyMatch(type -> type.contains("DateTime"))) return time(zone);
        return arguments.stream().allMatch(type -> type.contains("Int")) ? WHOLE : FLOAT;
    }

    private String aggregate(String function, List<String> arguments) {
        return switch (function) {
            case "count", "countif", "uniq" -> COUNT;
            case "sum" -> number(arguments);
            case "avg" -> nullable(FLOAT);
            case "grouparray", "groupuniqarray" -> "Array(" + bare(arguments.get(0)) + ")";
            default -> arguments.get(0);
        };
    }

    /** The first type that is known, which is missing only where the last one is. */
    private static String coalesced(List<String> arguments) {
        boolean missing = arguments.get(arguments.size() - 1).startsWith("Nullable(");
        String type = bare(known(arguments));
        return missing ? nullable(type) : type;
    }

    private static String known(List<String> arguments) {
        boolean missing = arguments.stream().anyMatch(type -> type.startsWith("Nullable("));
        String type = arguments.stream()
                .filter(one -> !one.equals(NOTHING) && !one.equals(BOOL))
                .findFirst()
                .orElse(BOOL);
        return missing ? nullable(type) : type;
    }

    private static String bare(String type) {
        return type.startsWith("Nullable(") ? type.substring(9, type.length() - 1) : type;
    }
}
