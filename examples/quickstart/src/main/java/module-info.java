/** One runnable program that syncs persons. */
module io.tajo.examples.quickstart {
    requires io.tajo.connector;
    requires io.tajo.examples.sandbox;
    requires static transitive org.jspecify;

    exports io.tajo.examples.quickstart;
}
