package io.tajo.examples.sandbox.control;

/** The two services of a sandbox. */
public enum Service {
    /** Where persons come from. */
    POSTHOG,
    /** Where contacts go. */
    BREVO
}
