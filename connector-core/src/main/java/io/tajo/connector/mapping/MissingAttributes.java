package io.tajo.connector.mapping;

/** What to do about attributes that a mapping writes and Brevo lacks, before the first row is sent. */
public enum MissingAttributes {
    /** Create them, one call each. The default. */
    CREATE,
    /** Refuse to start. */
    REFUSE,
    /** Leave their values out and report them. */
    SKIP
}
