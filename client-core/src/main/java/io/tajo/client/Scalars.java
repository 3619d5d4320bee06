package io.tajo.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one scalar as another kind, where nothing is lost by it. */
final class Scalars {
    /** Beyond this a text is not a number that anybody wrote: parsing one of a megabyte takes minutes. */
    private static final int LONGEST_NUMBER = 64;

    private Scalars() {}

    static Optional<String> text(Object value) {
        if (value instanceof String text) return Optional.of(text);
        if (value instanceof BigDecimal decimal) {
            // 1e999999999 is a short number and a gigabyte of zeros.
            boolean plain = Math.abs((long) decimal.scale()) <= LONGEST_NUMBER;
            return Optional.of(plain ? decimal.toPlainString() : decimal.toString());
        }
        return value instanceof Number || value instanceof Boolean ? Optional.of(value.toString()) : Optional.empty();
    }

    static OptionalLong integer(Object value) {
        Optional<BigDecimal> decimal = decimal(value);
        if (decimal.isEmpty()) return OptionalLong.empty();
        try {
            return OptionalLong.of(decimal.get().longValueExact());
        } catch (ArithmeticException fractionOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    static Optional<BigDecimal> decimal(Object value) {
        if (value instanceof BigDecimal decimal) return Optional.of(decimal);
        if (value instanceof BigInteger integer) return Optional.of(new BigDecimal(integer));
        if (value instanceof Long || value instanceof Integer) {
            return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
        }
        if (value instanceof Double number && Double.isFinite(number)) return Optional.of(BigDecimal.valueOf(number));
        if (!(value instanceof String text) || text.length() > LONGEST_NUMBER) return Optional.empty();
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> bool(Object value) {
        if (value instanceof Boolean bool) return Optional.of(bool);
        if (!(value instanceof String text)) return Optional.empty();
        String word = text.strip();
        if (word.equalsIgnoreCase("true")) return Optional.of(true);
        return word.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
    }
}
