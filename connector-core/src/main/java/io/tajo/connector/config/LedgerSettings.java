package io.tajo.connector.config;

import io.tajo.connector.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;

/** Which ledger a configuration chooses. */
sealed interface LedgerSettings {

    /** Opens the ledger, to be closed by the caller. */
    Ledger open();

    /** Returns the file of an embedded ledger. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** A ledger that dies with the process. */
    record Memory() implements LedgerSettings {
        @Override
        public Ledger open() {
            return Ledger.inMemory();
        }
    }

    /** A ledger in a file of one process. */
    record Embedded(Path path) implements LedgerSettings {
        @Override
        public Ledger open() {
            return Ledger.embedded(path);
        }

        @Override
        public Optional<Path> file() {
            return Optional.of(path);
        }
    }

    /** A ledger in a database. */
    final class Jdbc implements LedgerSettings {
        private final JdbcUrl database;
        private final byte[] key;

        Jdbc(JdbcUrl database, byte[] key) {
            this.database = database;
            this.key = key.clone();
        }

        @Override
        public Ledger open() {
            return Ledger.jdbc(database, key);
        }
    }
}
