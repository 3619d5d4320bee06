package io.tajo.connector.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as Brevo's contacts are known by: trimmed, in lower case, and of a form that Brevo accepts. Two persons with
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

    /**
     * Normalises a text that may be an address.
     *
     * @param text as somebody typed it: padded, in any case
     * @return the address; empty if Brevo would not accept it
     */
    public static Optional<EmailAddress> parse(String text) {
        if (text.length() > LONGEST * 4) return Optional.empty();
        String address = text.strip().toLowerCase(Locale.ROOT);
        boolean fits = address.length() <= LONGEST && address.indexOf('@') <= LONGEST_LOCAL_PART;
        return fits && ACCEPTED.matcher(address).matches() ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    /** {@return a mask: addresses are personal} */
    @Override
    public String toString() {
        return "***@***";
    }
}
