package io.tajo.posthog.evaluation;

import java.time.Instant;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a pattern in a value's text. A pattern that can't be read matches nothing, wanted or not. The dialect is
 * Java's, which has what the server's and JavaScript's have in common; one that runs away is cut off, and is then
 * unknown.
 */
final class RegexTest implements ValueTest {
    /** A few milliseconds' worth: what people write needs some steps a character. */
    private static final int MAX_STEPS = 1_000_000;

    private final Pattern pattern;
    private final boolean wanted;

    private RegexTest(Pattern pattern, boolean wanted) {
        this.pattern = pattern;
        this.wanted = wanted;
    }

    static ValueTest of(@Nullable Object filter, boolean wanted) {
        try {
            return new RegexTest(Pattern.compile(ScalarText.of(filter)), wanted);
        } catch (PatternSyntaxException e) {
            return (value, now) -> Match.NO;
        }
    }

    @Override
    public Match test(Object value, Instant now) {
        try {
            return Match.of(pattern.matcher(new Steps(ScalarText.of(value))).find() == wanted);
        } catch (RunawayException | StackOverflowError tooMuch) {
            return Match.UNKNOWN;
        }
    }

    /** A text that counts how often it is looked at, since a pattern can't be stopped otherwise. */
    private static final class Steps implements CharSequence {
        private final String text;
        private int steps;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) throw new RunawayException();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class RunawayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RunawayException() {
            super("a pattern took too many steps", null, false, false);
        }
    }
}
