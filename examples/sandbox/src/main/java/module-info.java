/** A PostHog and a Brevo on loopback, to run and test against. */
module io.tajo.examples.sandbox {
    requires com.fasterxml.jackson.databind;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.tajo.examples.sandbox;
    exports io.tajo.examples.sandbox.brevo;
    exports io.tajo.examples.sandbox.control;
    exports io.tajo.examples.sandbox.posthog;
}
