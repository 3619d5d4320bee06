package io.tajo.connector.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** How far a job has come, in a table. For one thread. */
final class CheckpointTable {
    private static final String SELECT = "SELECT mark FROM tajo_ledger_checkpoint WHERE job = ?";
    private static final String UPDATE = "UPDATE tajo_ledger_checkpoint SET mark = ? WHERE job = ?";
    private static final String INSERT = "INSERT INTO tajo_ledger_checkpoint (mark, job) VALUES (?, ?)";

    private final LockedSession held;

    CheckpointTable(LockedSession held) {
        this.held = held;
    }

    Optional<String> mark() {
        return held.ask("look its checkpoint up", connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                select.setString(1, held.job());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    void mark(String mark) {
        held.run("record its checkpoint", connection -> {
            for (String sql : new String[] {UPDATE, INSERT}) {
                try (PreparedStatement write = connection.prepareStatement(sql)) {
                    write.setString(1, mark);
                    write.setString(2, held.job());
                    if (write.executeUpdate() == 1) return;
                }
            }
        });
    }
}
