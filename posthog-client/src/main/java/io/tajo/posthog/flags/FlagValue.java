package io.tajo.posthog.flags;

import java.util.Optional;

/**
 * What a flag is for a person. The first three kinds are decisions; the other two say that none could be made here, so
 * that a guess is not taken for an answer.
 */
public sealed interface FlagValue {

    /** {@return whether the flag is on, with a variant or without; false also where nothing was decided} */
    default boolean isEnabled() {
        return this instanceof On || this instanceof Variant;
    }

    /** {@return whether this is a decision: on, off or a variant} */
    default boolean isDecided() {
        return !(this instanceof Inconclusive || this instanceof NeedsServer);
    }

    /** {@return the variant's key, where the flag has variants and is on} */
    default Optional<String> variant() {
        return this instanceof Variant variant ? Optional.of(variant.key()) : Optional.empty();
    }

    /** The flag is on, and has no variants. */
    record On() implements FlagValue {}

    /** The flag is off. */
    record Off() implements FlagValue {}

    /**
     * The flag is on, with one of its variants.
     *
     * @param key the variant's key
     */
    record Variant(String key) implements FlagValue {}

    /**
     * What is known does not suffice, for example because a property was not given. The server may know more.
     *
     * @param reason what is missing, without any person's data
     */
    record Inconclusive(String reason) implements FlagValue {}

    /**
     * The definitions leave out what the decision rests on, such as the members of a static cohort.
     *
     * @param reason what they leave out, without any person's data
     */
    record NeedsServer(String reason) implements FlagValue {}
}
