package io.tajo.connector.mapping;

/** What to do with a value that its attribute can't take. */
public enum InvalidValuePolicy {
    /** Leave the value out, and report it. The default. */
    LEAVE_OUT,
    /** Leave the person out, and report it. */
    REJECT
}
