package io.tajo.brevo.attributes;

import java.util.Locale;

/**
 * What an attribute holds. An open value: Brevo may know types that are not named here.
 *
 * @param value Brevo's word for it
 */
public record AttributeType(String value) {
    /** Text of any kind. */
    public static final AttributeType TEXT = new AttributeType("text");
    /** A day, written {@code yyyy-MM-dd}. */
    public static final AttributeType DATE = new AttributeType("date");
    /** A number. */
    public static final AttributeType FLOAT = new AttributeType("float");
    /** True or false. */
    public static final AttributeType BOOLEAN = new AttributeType("boolean");
    /** One of the attribute's options. */
    public static final AttributeType CATEGORY = new AttributeType("category");
    /** Some of the attribute's options. */
    public static final AttributeType MULTIPLE_CHOICE = new AttributeType("multiple-choice");
    /** A transactional id. */
    public static final AttributeType ID = new AttributeType("id");
    /** A user of the account. */
    public static final AttributeType USER = new AttributeType("user");
    /** Brevo named no type. */
    public static final AttributeType UNKNOWN = new AttributeType("unknown");

    /**
     * Writes the word in lower case.
     *
     * @param value Brevo's word for it
     */
    public AttributeType {
        value = value.toLowerCase(Locale.ROOT);
    }

    /** {@return Brevo's word for it} */
    @Override
    public String toString() {
        return value;
    }
}
