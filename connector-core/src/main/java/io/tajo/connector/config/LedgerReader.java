package io.tajo.connector.config;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which ledger is meant: {@code memory}, a path, or a database. For one configuration. */
final class LedgerReader {
    private static final String DEFAULT_PATH = ".connector/ledger";
    private static final int SHORTEST_KEY = 16;

    private final Section root;
    private final @Nullable Path file;

    /** Creates a reader; a configuration that is no file has nothing that a default ledger could be kept beside. */
    LedgerReader(Section root, @Nullable Path file) {
        this.root = root;
        this.file = file;
    }

    LedgerSettings read() {
        if (root.has("ledger") && !root.isSection("ledger")) {
            boolean memory = root.text("ledger").filter("memory"::equals).isPresent();
            if (!memory) root.problem("ledger", "expected memory, or a map with the key path or jdbc");
            return new LedgerSettings.Memory();
        }
        Section ledger = root.section("ledger");
        Optional<String> path = ledger.text("path").filter(text -> !text.isBlank());
        boolean inDatabase = ledger.has("jdbc");
        if (inDatabase && path.isPresent()) ledger.problem("path", "a ledger has a path or jdbc, not both");
        if (!inDatabase && path.isEmpty() && file == null) {
            root.problem(
                    "ledger",
                    "choose one: memory forgets with the process, so that contacts deleted in Brevo come back and events are "
                            + "sent again; { path: ... } or { jdbc: { url: ..., key: ... } } remember");
        }
        LedgerSettings settings = inDatabase
                ? jdbc(ledger.section("jdbc"))
                : new LedgerSettings.Embedded(beside(path.orElse(DEFAULT_PATH)));
        ledger.refuseOthers();
        return settings;
    }

    private Path beside(String path) {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path);
    }

    private static LedgerSettings jdbc(Section jdbc) {
        String url = jdbc.required("url").orElse("");
        if (!url.isEmpty() && !url.startsWith("jdbc:"))
            jdbc.problem("url", "expected an address that begins with jdbc:");
        JdbcUrl database = new JdbcUrl(
                url, jdbc.text("user").orElse(null), jdbc.text("password").orElse(null));
        byte[] key = jdbc.required("key")
                .flatMap(text -> jdbc.checked("key", () -> key(text)))
                .orElse(new byte[SHORTEST_KEY]);
        jdbc.refuseOthers();
        return new LedgerSettings.Jdbc(database, key);
    }

    private static byte[] key(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw keyExpected();
        }
        if (key.length < SHORTEST_KEY) throw keyExpected();
        return key;
    }

    /** Without the cause, which quotes the key. */
    private static IllegalArgumentException keyExpected() {
        return new IllegalArgumentException("expected at least " + SHORTEST_KEY
                + " random bytes in Base64, the same for good: openssl rand -base64 32 makes some");
    }
}
