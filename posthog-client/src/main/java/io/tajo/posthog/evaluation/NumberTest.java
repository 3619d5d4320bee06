package io.tajo.posthog.evaluation;

import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares numbers, and texts that begin with one, by their number; anything else by its text. So do the server, where
 * both are numbers, and the SDK for Node.js.
 */
final class NumberTest implements ValueTest {
    private static final Pattern LEADING_NUMBER =
            Pattern.compile("\\s*+([+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?).*", Pattern.DOTALL);
    private static final int LONGEST = 64;

    private final String text;
    private final double number;
    private final IntPredicate order;

    NumberTest(@Nullable Object filter, IntPredicate order) {
        this.text = ScalarText.of(filter);
        this.number = filter == null ? Double.NaN : number(filter);
        this.order = order;
    }

    @Override
    public Match test(Object value, Instant now) {
        double given = number(value);
        int comparison = Double.isFinite(number) && Double.isFinite(given)
                ? Double.compare(given + 0.0, number + 0.0)
                : ScalarText.of(value).compareTo(text);
        return Match.of(order.test(comparison));
    }

    private static double number(Object value) {
        if (value instanceof Number number) return number.doubleValue();
        if (!(value instanceof String text) || text.isEmpty()) return Double.NaN;
        Matcher leading = LEADING_NUMBER.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return leading.matches() ? Double.parseDouble(leading.group(1)) : Double.NaN;
    }
}
