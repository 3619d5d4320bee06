package io.tajo.examples.sandbox.hogql;

import io.tajo.examples.sandbox.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as ClickHouse compares and shows them. */
public final class Values {
    private static final ZoneId UTC = ZoneOffset.UTC;

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

    private Values() {}

    /** Compares two values that are not null; constants of text are read as what they are compared with. */
    static int compare(Object a, Object b) {
        if (a instanceof UUID || b instanceof UUID) return compareUuids(uuid(a), uuid(b));
        if (a instanceof Instant || b instanceof Instant) return instant(a, UTC).compareTo(instant(b, UTC));
        if (a instanceof Number || b instanceof Number) return number(a).compareTo(number(b));
        if (a instanceof List<?> left && b instanceof List<?> right) return compareTuples(left, right);
        return compareUtf8(String.valueOf(a), String.valueOf(b));
    }

    /**
     * Compares by the low 64 bits unsigned, then by the high 64 bits unsigned.
     *
     * @param a the one
     * @param b the other
     * @return their order
     */
    public static int compareUuids(UUID a, UUID b) {
        int low = Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
        return low != 0 ? low : Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    }

    /** Compares by UTF-8 bytes, which is by code points: a Java string's own order puts surrogates elsewhere. */
    static int compareUtf8(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) continue;
            boolean surrogates = Character.isSurrogate(x) || Character.isSurrogate(y);
            return surrogates ? Integer.compare(a.codePointAt(i), b.codePointAt(i)) : Character.compare(x, y);
        }
        return Integer.compare(a.length(), b.length());
    }

    static BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) return decimal;
        try {
            return new BigDecimal(String.valueOf(value));
        } catch (NumberFormatException e) {
            throw new HogQlException("'" + value + "' is no number");
        }
    }

    /**
     * Reads a moment; one without an offset is a time of day in the project's time zone.
     *
     * @param value a moment, or its text
     * @param zone the project's time zone
     * @return the moment
     * @throws HogQlException if it is none
     */
    public static Instant instant(Object value, ZoneId zone) {
        if (value instanceof Instant instant) return instant;
        String text = String.valueOf(value).replace(' ', 'T');
        try {
            if (text.length() == 10)
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            if (!zoned) return LocalDateTime.parse(text).atZone(zone).toInstant();
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new HogQlException("'" + value + "' is no date and time");
        }
    }

    private static UUID uuid(Object value) {
        if (value instanceof UUID uuid) return uuid;
        try {
            return UUID.fromString(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new HogQlException("'" + value + "' is no UUID");
        }
    }

    private static int compareTuples(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Object left = a.get(i);
            Object right = b.get(i);
            if (left == null || right == null) return left == right ? 0 : left == null ? 1 : -1;
            int order = compare(left, right);
            if (order != 0) return order;
        }
        return Integer.compare(a.size(), b.size());
    }

    /**
     * Returns a value as an answer shows it.
     *
     * @param value the value
     * @param zone the project's time zone, in whose offset moments are shown
     * @return the same as JSON knows it
     */
    public static @Nullable Object shown(@Nullable Object value, ZoneId zone) {
        if (value instanceof UUID uuid) return uuid.toString();
        if (value instanceof Map<?, ?> json) return Json.text(json);
        if (value instanceof List<?> list) {
            return list.stream()
                    .<@Nullable Object>map(element -> shown(element, zone))
                    .toList();
        }
        return value instanceof Instant instant ? SHOWN.format(instant.atZone(zone)) : value;
    }
}
