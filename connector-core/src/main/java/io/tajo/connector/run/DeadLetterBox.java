package io.tajo.connector.run;

import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps on record what does not reach Brevo, some hundred rows at a time. For one thread. */
final class DeadLetterBox {
    private static final int ROWS_AT_ONCE = 500;
    /** What a caller has written by hand, or a query has made, can't be read again under an id. */
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Lease lease;
    private final DeadLetter.Kind kind;
    private final Clock clock;
    private final Map<String, String> letters = new LinkedHashMap<>();

    DeadLetterBox(Lease lease, DeadLetter.Kind kind, Clock clock) {
        this.lease = lease;
        this.kind = kind;
        this.clock = clock;
    }

    void add(String id, String reason) {
        if (!UUID.matcher(id).matches()) return;
        letters.put(id, reason);
        if (letters.size() == ROWS_AT_ONCE) flush();
    }

    void flush() {
        if (letters.isEmpty()) return;
        lease.recordDeadLetters(letters, kind, clock.instant());
        letters.clear();
    }

    /** A complete reading has met every person: what did not fail since it began has arrived, or is gone. */
    void clearOthers(Instant since) {
        flush();
        lease.clearDeadLettersBefore(since);
    }

    /** Forgets those that a retry has brought to their end. */
    void clearDeadLetters(Set<String> arrived) {
        flush();
        lease.clearDeadLetters(arrived);
    }
}
