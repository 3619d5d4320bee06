/** PostHog's API as Java types; useful alone. */
module io.tajo.posthog {
    requires transitive io.tajo.client;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.tajo.posthog;
    exports io.tajo.posthog.cohorts;
    exports io.tajo.posthog.events;
    exports io.tajo.posthog.insights;
    exports io.tajo.posthog.persons;
    exports io.tajo.posthog.properties;
    exports io.tajo.posthog.query;
    exports io.tajo.posthog.recordings;
}
