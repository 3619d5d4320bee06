package io.tajo.connector.read;

import io.tajo.connector.report.SyncReport;
import java.util.Optional;
import java.util.function.Supplier;

/** A reading that is checked at its end. For one thread. */
final class CheckedReading implements Reading {
    private final Reading rows;
    private final Supplier<Optional<String>> check;

    CheckedReading(Reading rows, Supplier<Optional<String>> check) {
        this.rows = rows;
        this.check = check;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Person next() {
        return rows.next();
    }

    @Override
    public long read() {
        return rows.read();
    }

    @Override
    public long merged() {
        return rows.merged();
    }

    @Override
    public long withoutAddress() {
        return rows.withoutAddress();
    }

    @Override
    public Optional<SyncReport.Window> window() {
        return rows.window();
    }

    @Override
    public Optional<String> gap() {
        return check.get();
    }
}
