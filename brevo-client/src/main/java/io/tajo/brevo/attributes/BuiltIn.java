package io.tajo.brevo.attributes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Attributes that every account has. Two of them are named in the language that the account was opened in. */
public enum BuiltIn {
    /** The given name: {@code FIRSTNAME}, or {@code PRENOM} in a French account. */
    FIRSTNAME("PRENOM"),
    /** The family name: {@code LASTNAME}, or {@code NOM} in a French account. */
    LASTNAME("NOM"),
    /** The address. */
    EMAIL(""),
    /** The external id. */
    EXT_ID(""),
    /** The phone number for text messages, with its country code. */
    SMS(""),
    /** The phone number for WhatsApp, with its country code. */
    WHATSAPP(""),
    /** The landline number, with its country code. */
    LANDLINE_NUMBER("");

    private final String inFrench;

    BuiltIn(String inFrench) {
        this.inFrench = inFrench;
    }

    /**
     * Recognises an attribute by its name.
     *
     * @param name the name, in any case
     * @return which one it is; empty for one that the account made itself
     */
    public static Optional<BuiltIn> of(String name) {
        String capitals = name.toUpperCase(Locale.ROOT);
        if (capitals.isEmpty()) return Optional.empty();
        return Arrays.stream(values())
                .filter(builtIn -> builtIn.name().equals(capitals) || builtIn.inFrench.equals(capitals))
                .findFirst();
    }
}
