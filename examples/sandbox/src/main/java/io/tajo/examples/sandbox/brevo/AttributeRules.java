package io.tajo.examples.sandbox.brevo;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What attributes take. Brevo drops what does not fit, without a word. Guarded by its state's lock. */
final class AttributeRules {
    /** No country has this code. */
    private static final String UNASSIGNED = "+999";

    private final Map<String, String> types = new TreeMap<>();
    private final BrevoQuirks quirks;

    AttributeRules(BrevoQuirks quirks) {
        this.quirks = quirks;
        types.put("FIRSTNAME", "text");
        types.put("LASTNAME", "text");
        types.put("SMS", "text");
    }

    boolean create(String name, String type) {
        return types.putIfAbsent(name, type) == null;
    }

    void delete(String name) {
        types.remove(name);
    }

    Map<String, String> types() {
        return new TreeMap<>(types);
    }

    /** Tells whether a value is a date that is none, which single calls answer with 400. */
    boolean isBadDate(String name, @Nullable Object value) {
        return "date".equals(types.get(name)) && value instanceof String text && !text.isEmpty() && !isDate(text);
    }

    /** Tells whether a value is no number of any country: for it, single calls refuse the whole contact. */
    static boolean isBadPhone(@Nullable Object value) {
        if (!(value instanceof String text) || text.isEmpty()) return false;
        return !text.matches("(\\+|00)?[1-9]\\d{5,14}") || text.startsWith(UNASSIGNED);
    }

    /**
     * Writes what fits into a contact. An empty text clears in a single call, and in an import that asks for it; everything
     * else is dropped, null too, which is not in Brevo's contract.
     */
    void write(MutableContact contact, Map<?, ?> values, Source source) {
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!types.containsKey(name)) return;
            boolean fromImport = source != Source.CALL;
            if (value == null) return;
            if (value.equals("")) {
                if (source != Source.IMPORT && !quirks.keeps(name)) contact.attributes.remove(name);
            } else if (fits(name, value) && !lostByImport(contact, name, value, fromImport)) {
                contact.attributes.put(name, quirks.kept(name, value));
            }
        });
    }

    /** What writes. */
    enum Source {
        CALL,
        IMPORT,
        /** With {@code emptyContactsAttributes}. */
        EMPTYING_IMPORT
    }

    private boolean fits(String name, Object value) {
        return switch (types.getOrDefault(name, "")) {
            case "text" -> value instanceof String;
            case "date" -> value instanceof String text && isDate(text);
            case "float" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "multiple-choice" -> value instanceof List;
            default -> false;
        };
    }

    /** An import leaves a true where it brings a false. */
    private boolean lostByImport(MutableContact contact, String name, Object value, boolean fromImport) {
        if (fromImport && quirks.importsLose(name)) return true;
        return fromImport && Boolean.FALSE.equals(value) && Boolean.TRUE.equals(contact.attributes.get(name));
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
