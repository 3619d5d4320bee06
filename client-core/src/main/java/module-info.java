/** One HTTP call done right: send, pace, retry, decode, page. Both clients stand on it. */
module io.tajo.client {
    requires transitive java.net.http;
    requires com.fasterxml.jackson.databind;
    requires dev.failsafe.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.tajo.client;
    exports io.tajo.client.transport to
            io.tajo.brevo,
            io.tajo.posthog;
}
