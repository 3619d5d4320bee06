package io.tajo.connector.plan;

/** Which persons a run meets. */
public enum ReadScope {
    /** Every one there is: who is not met is not there. */
    EVERYBODY,
    /** Some of them. */
    SOME,
    /** Those of dead letters, which are kept until they arrive. */
    LETTERS
}
