package io.tajo.connector.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A run in a process of its own, which is killed in the middle. */
final class KilledProcess {
    static final ContactKey ADA = new ContactKey(1, 2);
    static final ContactKey BOB = new ContactKey(3, 4);
    static final ContactKey CAM = new ContactKey(5, 6);
    static final Duration LEASE_TIME = Duration.ofSeconds(2);

    private KilledProcess() {}

    static ContactState print(long value) {
        return new ContactState(Map.of("PLAN", value), Set.of(25L), Set.of());
    }

    /** Says "ready" with Bob's upsert and Cam's import under way, and waits to be killed. */
    public static void main(String[] arguments) throws IOException {
        Lease lease = open(arguments[0]).lease("persons");
        if (arguments.length > 1) writeWithoutEnd(lease);
        long settled = lease.plan(Map.of(ADA, print(7)));
        lease.attempt(settled);
        lease.settle(settled, List.of(ADA), List.of());
        lease.checkpoint("one");
        lease.events().attempt(Map.of("event", LedgerContract.NOON), LedgerContract.NOON);
        long imported = lease.plan(Map.of(CAM, print(8)));
        lease.attempt(imported);
        lease.accept(imported, OptionalLong.of(99));
        lease.attempt(lease.plan(Map.of(BOB, print(9), ADA, print(9))));
        System.out.println("ready");
        System.in.read();
    }

    private static void writeWithoutEnd(Lease lease) {
        for (long i = lease.checkpoint().map(Long::parseLong).orElse(0L) + 1; ; i++) {
            long batch = lease.plan(Map.of(ADA, print(i), new ContactKey(i * 0x9E3779B97F4A7C15L, i), print(i)));
            lease.attempt(batch);
            lease.settle(batch, List.of(ADA), List.of());
            lease.checkpoint(Long.toString(i));
            System.out.println("did " + i);
        }
    }

    static Ledger open(String where) {
        if (!where.startsWith("jdbc:")) return EmbeddedLedger.open(Path.of(where), LEASE_TIME);
        return JdbcLedger.open(
                new Database() {
                    @Override
                    public java.sql.Connection connect() throws java.sql.SQLException {
                        return DriverManager.getConnection(where);
                    }

                    @Override
                    public String place() {
                        return where;
                    }

                    @Override
                    public String remedy() {
                        return "";
                    }

                    @Override
                    public void force(java.sql.Connection connection) {}
                },
                KeyChoice.drawnOnce(),
                LEASE_TIME);
    }
}
