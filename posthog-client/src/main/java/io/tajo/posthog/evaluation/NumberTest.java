package io.tajo.posthog.evaluation;

import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares numbers, and texts that are one, by their number. A value that is none matches nothing. A filter that only begins
 * with a number counts as that number, and one without is compared by its text, as PostHog's SDKs do.
 */
final class NumberTest implements ValueTest {
    private static final String NUMBER = "[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?";
    private static final Pattern WHOLE = Pattern.compile(NUMBER);
    private static final Pattern LEADING = Pattern.compile("\\s*+(" + NUMBER + ").*", Pattern.DOTALL);
    private static final int LONGEST = 64;

    private final String text;
    private final double number;
    private final IntPredicate order;

    NumberTest(@Nullable Object filter, IntPredicate order) {
        this.text = ScalarText.of(filter);
        this.number = leading(filter);
        this.order = order;
    }

    /** Tells whether PostHog's server can compare with a filter. */
    static boolean isNumber(@Nullable Object filter) {
        return !Double.isNaN(number(filter));
    }

    @Override
    public Match test(Object value, Instant now) {
        double given = number(value);
        if (Double.isNaN(given)) return Match.NO;
        int comparison = Double.isFinite(number) && Double.isFinite(given)
                ? Double.compare(given + 0.0, number + 0.0)
                : ScalarText.of(value).compareTo(text);
        return Match.of(order.test(comparison));
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number) return number.doubleValue();
        boolean number = value instanceof String text
                && text.length() <= LONGEST
                && WHOLE.matcher(text).matches();
        return number ? Double.parseDouble(String.valueOf(value)) : Double.NaN;
    }

    private static double leading(@Nullable Object filter) {
        if (!(filter instanceof String text)) return number(filter);
        Matcher leading = LEADING.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return leading.matches() ? Double.parseDouble(leading.group(1)) : Double.NaN;
    }
}
