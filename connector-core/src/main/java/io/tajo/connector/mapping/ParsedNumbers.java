package io.tajo.connector.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Reads phone numbers with libphonenumber. Safe for any thread. */
final class ParsedNumbers implements Transform {
    private static final String NO_REGION = "ZZ";

    private final String region;

    ParsedNumbers(String region) {
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException("a region is two capitals, such as FR, not \"" + region + "\"");
        }
        this.region = region;
    }

    @Override
    public Object apply(Object value) {
        String text = Transforms.asText(value);
        return valid(text, region)
                .or(() -> withPlus(text))
                .orElseThrow(() -> new IllegalArgumentException("this value is not a valid phone number"));
    }

    static String international(String text) {
        return valid(text, NO_REGION).or(() -> withPlus(text)).orElseThrow(PhoneNumbers::withoutCountryCode);
    }

    /** An international number often comes without its plus sign: databases keep it as a number. */
    private static Optional<String> withPlus(String text) {
        String number = text.strip().replaceFirst("^00", "");
        return number.startsWith("+") ? Optional.empty() : valid("+" + number, NO_REGION);
    }

    private static Optional<String> valid(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, region);
            return numbers.isValidNumber(number)
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException unreadable) {
            return Optional.empty();
        }
    }
}
