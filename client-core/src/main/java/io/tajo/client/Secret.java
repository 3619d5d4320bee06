package io.tajo.client;

/**
 * A key or token that never prints itself. Immutable and safe for any thread.
 *
 * <p>It is checked where it is made, because {@code java.net.http} prints a refused header value, and so the key, in
 * its own exception.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Returns a secret that can be sent in a header.
     *
     * @param what what the secret is, for error messages, for example "Brevo API key"
     * @param value the secret itself: visible ASCII characters, no blanks
     * @return the secret
     * @throws ConfigurationException if the value is empty or holds a character that no key has, such as the line
     *     break of a pasted file
     */
    public static Secret of(String what, String value) {
        if (value.isEmpty()) {
            throw new ConfigurationException("The " + what + " is empty. Set it where the application keeps its keys.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new ConfigurationException("The " + what + " holds " + name(c) + " at position " + (i + 1)
                        + " of " + value.length() + ". Keys are plain ASCII without blanks: copy it again.");
            }
        }
        return new Secret(value);
    }

    /**
     * Returns the secret in clear, to be put into a header and nowhere else.
     *
     * @return the secret in clear
     */
    public String reveal() {
        return value;
    }

    /** {@return three asterisks, never the secret} */
    @Override
    public String toString() {
        return "***";
    }

    private static String name(char c) {
        return switch (c) {
            case '\n', '\r' -> "a line break";
            case '\t' -> "a tab";
            case ' ' -> "a blank";
            default -> c > '~' ? "a character outside ASCII" : "a control character";
        };
    }
}
