/** Carries persons from PostHog into Brevo: the facade and the engine behind it. */
@SuppressWarnings("requires-automatic")
module io.tajo.connector {
    requires transitive io.tajo.brevo;
    requires transitive io.tajo.client;
    requires transitive io.tajo.posthog;
    requires transitive java.sql;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires org.yaml.snakeyaml;
    requires static com.google.i18n.phonenumbers.libphonenumber;
    requires static transitive org.jspecify;

    exports io.tajo.connector;
    exports io.tajo.connector.config;
    exports io.tajo.connector.job;
    exports io.tajo.connector.ledger;
    exports io.tajo.connector.mapping;
    exports io.tajo.connector.report;
}
