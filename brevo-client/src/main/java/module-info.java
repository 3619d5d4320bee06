/** Brevo's contact API as Java types; useful alone. */
module io.tajo.brevo {
    requires transitive io.tajo.client;
    requires static transitive org.jspecify;

    exports io.tajo.brevo;
    exports io.tajo.brevo.account;
    exports io.tajo.brevo.attributes;
    exports io.tajo.brevo.contacts;
    exports io.tajo.brevo.events;
    exports io.tajo.brevo.lists;
    exports io.tajo.brevo.processes;
    exports io.tajo.brevo.webhooks;
}
