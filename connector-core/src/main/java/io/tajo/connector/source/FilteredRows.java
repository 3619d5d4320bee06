package io.tajo.connector.source;

import io.tajo.connector.report.SyncReport;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some persons out of a reading of all: read whole, because who shares an address must be merged as ever. For one thread.
 */
public final class FilteredRows implements Reading {
    private final Reading all;
    private final Set<String> ids;
    private @Nullable Person next;
    private long read;

    /**
     * Narrows a reading.
     *
     * @param all the reading of all persons
     * @param ids PostHog's ids of those who are wanted
     */
    public FilteredRows(Reading all, Set<String> ids) {
        this.all = all;
        this.ids = Set.copyOf(ids);
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Person person = all.next();
            if (ids.contains(person.profile().id())) next = person;
        }
        return next != null;
    }

    @Override
    public Person next() {
        if (!hasNext() || next == null) throw new NoSuchElementException("there are no more persons");
        Person person = next;
        next = null;
        read++;
        return person;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public Optional<SyncReport.Window> window() {
        return all.window();
    }

    @Override
    public Optional<String> gap() {
        return all.gap();
    }

    @Override
    public void close() {
        all.close();
    }
}
