package io.tajo.connector.mapping;

/** What to do with an attribute whose source is missing, null or empty of meaning. */
public enum MissingValuePolicy {
    /** Leave what Brevo holds. The default. */
    KEEP,
    /** Remove what Brevo holds. */
    CLEAR,
    /** Leave the person out and report it. */
    REJECT
}
