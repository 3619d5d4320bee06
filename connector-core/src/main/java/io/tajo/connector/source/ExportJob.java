package io.tajo.connector.source;

import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import java.util.List;

/** The persons of an exported file. */
final class ExportJob implements RowReader {
    private final ReadContext sources;
    private final ExportSync job;
    private final JobMapping mapping;

    ExportJob(ReadContext sources, ExportSync job) {
        this.sources = sources;
        this.job = job;
        this.mapping = JobMapping.of(sources.mapping(), ComputedField.Scope.PERSONS, sources.provided());
    }

    @Override
    public FieldUse uses() {
        return mapping.uses();
    }

    @Override
    public List<ListUse> lists() {
        return job.list().isPresent()
                ? List.of(ListUse.addOnly(ListTarget.of(job.list().getAsLong())))
                : List.of();
    }

    @Override
    public boolean makesContacts() {
        return true;
    }

    @Override
    public boolean readsPersons() {
        return true;
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return (person, contact) -> {
            if (person.bool(ExportReading.DELETED).orElse(false)) {
                switch (job.deletions()) {
                    case IGNORE -> contact.skip("deleted in PostHog");
                    case LEAVE_LISTS -> contact.leaveAllLists();
                    case DELETE_CONTACT -> contact.delete();
                }
                return;
            }
            mapping.map(person, contact);
            job.list().ifPresent(contact::joinList);
        };
    }

    @Override
    public Reading open() {
        ExportFile file = ExportFile.of(sources.postHog(), job);
        return new ExportReading(file.parts(), PersonColumns.of(uses()));
    }
}
