package io.tajo.examples.sandbox.posthog;

/** The type that PostHog once guessed for a property, and converts every value of it to in HogQL. */
public enum PropertyType {
    /** Text is handed out as it is. */
    STRING,
    /** {@code toFloat}: a text that is no number becomes null. */
    NUMERIC,
    /** {@code toBool}: anything but true and false becomes null. */
    BOOLEAN,
    /** {@code toDateTime} in the project's time zone: what is no date becomes null. */
    DATE_TIME
}
