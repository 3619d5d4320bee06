package io.tajo.connector.mapping;

import io.tajo.client.ConfigurationException;

/**
 * Phone numbers, with libphonenumber where the application has it. Names none of its types itself: a class that does can't
 * be loaded without it.
 */
final class PhoneNumbers {
    /** Without libphonenumber only the form of a number can be checked. */
    private static final String WITH_COUNTRY_CODE = "(\\+|00)?[1-9]\\d{6,14}";

    private static final boolean LIBRARY = isThere();

    private PhoneNumbers() {}

    private static boolean isThere() {
        try {
            Class.forName("com.google.i18n.phonenumbers.PhoneNumberUtil", false, PhoneNumbers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    static Transform transform(String region) {
        if (LIBRARY) return new ParsedNumbers(region);
        throw new ConfigurationException(
                "Phone numbers of a region need libphonenumber, which is not on the class path or "
                        + "module path. Add the dependency com.googlecode.libphonenumber:libphonenumber, for example 9.0.19.");
    }

    /**
     * Returns a number with its country code as Brevo takes it.
     *
     * @throws IllegalArgumentException if it is none; the message does not quote it
     */
    static String international(String text) {
        if (LIBRARY) return ParsedNumbers.international(text);
        String digits = text.strip().replaceAll("[\\s().\\-/]", "");
        if (!digits.matches(WITH_COUNTRY_CODE)) throw withoutCountryCode();
        return "+" + digits.replaceFirst("^(\\+|00)", "");
    }

    static IllegalArgumentException withoutCountryCode() {
        return new IllegalArgumentException("this value is not a valid phone number with its country code; for numbers "
                + "without one use Transforms.phone(region)");
    }
}
