package io.tajo.connector.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as Brevo's contacts are known by: see {@link #normalize}, and of a form that Brevo accepts. Two persons with
 * equal addresses are one contact.
 *
 * @param value the normalised address
 */
public record EmailAddress(String value) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    /** Plain ASCII on both sides, dots only between other characters, a top level of letters or in punycode. */
    private static final Pattern ACCEPTED =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})");

    /** The blanks that {@link #normalize} takes off, as a regular expression's class: the same in Java and in HogQL. */
    public static final String BLANK = "[ \\t\\n\\x0B\\f\\r]";

    /**
     * Returns a text as addresses are compared: without ASCII blanks around it, and with ASCII letters in lower case. Other
     * characters stay as they are, as in HogQL.
     *
     * @param text a text that may be an address
     * @return the normalised text
     */
    public static String normalize(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) begin++;
        while (end > begin && isBlank(text.charAt(end - 1))) end--;
        StringBuilder normal = new StringBuilder(end - begin);
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            normal.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return normal.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /**
     * Normalises a text that may be an address.
     *
     * @param text as it was typed: padded, in any case
     * @return the address; empty if Brevo would not accept it
     */
    public static Optional<EmailAddress> parse(String text) {
        if (text.length() > LONGEST * 4) return Optional.empty();
        String address = normalize(text);
        boolean fits = address.length() <= LONGEST && address.indexOf('@') <= LONGEST_LOCAL_PART;
        return fits && ACCEPTED.matcher(address).matches() ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    /** {@return a mask: addresses are personal} */
    @Override
    public String toString() {
        return "***@***";
    }
}
