package io.tajo.connector.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Reads telephone numbers with libphonenumber, which an application may leave out. */
final class PhoneNumbers {
    private PhoneNumbers() {}

    static Transform transform(String region) {
        PhoneNumberUtil numbers = library();
        if (!numbers.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException("a region is two capitals, such as FR, not \"" + region + "\"");
        }
        return value -> e164(numbers, Transforms.asText(value), region);
    }

    private static PhoneNumberUtil library() {
        try {
            return PhoneNumberUtil.getInstance();
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "Telephone numbers need the library com.googlecode.libphonenumber:libphonenumber: add it to your "
                            + "application's dependencies.",
                    missing);
        }
    }

    private static String e164(PhoneNumberUtil numbers, String text, String region) {
        try {
            PhoneNumber number = numbers.parse(text, region);
            if (numbers.isPossibleNumber(number)) return numbers.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException unreadable) {
            throw misfit();
        }
        throw misfit();
    }

    /** Without the cause, whose message may quote the number. */
    private static IllegalArgumentException misfit() {
        return new IllegalArgumentException("this value is not a telephone number");
    }
}
