package io.tajo.posthog.evaluation;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a value as the SDK for Node.js compares it: whole numbers without fraction, lists joined by commas. */
final class ScalarText {
    private static final double EXACT_LONGS = 1e15;
    private static final int LONGEST_NUMBER = 64;

    private ScalarText() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) return text;
        if (value instanceof BigDecimal decimal) return decimal(decimal);
        if (value instanceof Double || value instanceof Float) return floating(((Number) value).doubleValue());
        if (value instanceof Collection<?> list) {
            return list.stream().map(ScalarText::of).collect(Collectors.joining(","));
        }
        return String.valueOf(value);
    }

    static String lower(@Nullable Object value) {
        return of(value).toLowerCase(Locale.ROOT);
    }

    private static String floating(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_LONGS) return Long.toString((long) number);
        return Double.isFinite(number) ? decimal(BigDecimal.valueOf(number)) : Double.toString(number);
    }

    private static String decimal(BigDecimal decimal) {
        // 1e999999999 is a short number and a gigabyte of zeros.
        if (Math.abs((long) decimal.scale()) > LONGEST_NUMBER) return decimal.toString();
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
