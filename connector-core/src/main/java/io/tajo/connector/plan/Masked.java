package io.tajo.connector.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exception of the caller's code as it may be logged: with its stack trace, and with every address masked. */
public final class Masked extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"'<>(),;:=]{1,128}@[^\\s@\"'<>(),;:]{1,255}");

    /** The exception's own class: this one stands for it. */
    private final String type;

    private Masked(Throwable original, @Nullable Throwable cause) {
        super(original.getMessage() == null ? null : addresses(original.getMessage()), cause);
        type = original.getClass().getName();
        setStackTrace(original.getStackTrace());
    }

    /**
     * Copies an exception and its causes.
     *
     * @param original the exception
     * @return the copy, which prints as the original does
     */
    public static Masked copyOf(Throwable original) {
        return copyOf(original, MOST_CAUSES);
    }

    private static Masked copyOf(Throwable original, int causes) {
        Throwable cause = original.getCause();
        return new Masked(original, cause == null || causes == 0 ? null : copyOf(cause, causes - 1));
    }

    /**
     * Masks the addresses of a text.
     *
     * @param text the text
     * @return the text without them
     */
    public static String addresses(String text) {
        return ADDRESS.matcher(text).replaceAll("***@***");
    }

    /** What a stack trace begins with: the class is that of the original. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return getMessage() == null ? type : type + ": " + getMessage();
    }
}
