package io.tajo.connector.source;

import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncReport;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Persons as they are read, those who share an address as one. For one thread. */
final class PersonReading implements Reading {
    private final AddressGroups groups;
    private final @Nullable ResumedRows rows;
    private final Set<String> readable;
    private final SyncReport.@Nullable Window window;
    private final long without;
    private final List<Enrichment> enrichments;
    private long persons;

    PersonReading(
            AddressGroups groups,
            @Nullable ResumedRows rows,
            Set<String> known,
            List<Enrichment> enrichments,
            SyncReport.@Nullable Window window,
            long without) {
        this.groups = groups;
        this.rows = rows;
        this.without = without;
        this.enrichments = List.copyOf(enrichments);
        this.readable = new LinkedHashSet<>(known);
        this.window = window;
        readable.addAll(List.of(ComputedField.PERSON_ID, ComputedField.SIGNUP_DATE, DistinctIds.FIELD));
        enrichments.forEach(enrichment -> readable.addAll(enrichment.fields()));
    }

    @Override
    public boolean hasNext() {
        return groups.hasNext();
    }

    @Override
    public Person next() {
        PersonRow row = groups.next();
        persons++;
        return new Person(
                Profile.of(row.id(), row.fields(), readable), row.address().isPresent(), row.validAddress());
    }

    @Override
    public long read() {
        return persons + groups.merged() + without;
    }

    @Override
    public long merged() {
        return groups.merged();
    }

    @Override
    public long withoutAddress() {
        return without;
    }

    @Override
    public boolean isReadingAgain() {
        return rows != null && rows.isReadingAgain();
    }

    @Override
    public Optional<ReadPosition> position() {
        return rows == null ? Optional.empty() : Optional.of(rows.position().again(groups.waiting()));
    }

    @Override
    public List<String> remarks() {
        return enrichments.stream()
                .flatMap(enrichment -> enrichment.remarks().stream())
                .toList();
    }

    @Override
    public Optional<SyncReport.Window> window() {
        return Optional.ofNullable(window);
    }
}
