package io.tajo.connector.run;

import io.tajo.client.ClientException;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.plan.MappingFailedException;
import io.tajo.connector.plan.PassMapper;
import io.tajo.connector.source.JobReader;
import io.tajo.connector.source.PersonPass;
import io.tajo.connector.source.ReadPosition;
import io.tajo.connector.source.Reading;
import io.tajo.connector.source.RowReader;
import java.util.List;

/**
 * Where the contacts of a pass come from, and how they are mapped: the rows of one job, or PostHog's persons for one job or
 * several. For one thread.
 */
final class ContactSource implements PassMapper.Failures {
    private final RunContext context;
    private final List<Contribution> contributions;
    private final PersonPass persons;
    private final PassMapper mapper;

    ContactSource(RunContext context, List<Contribution> contributions) {
        this.context = context;
        this.contributions = contributions;
        this.persons = new PersonPass(
                context.sources(),
                contributions.stream().map(Contribution::reader).toList(),
                this::failed);
        List<PassMapper.Part> parts = contributions.stream().map(this::part).toList();
        this.mapper = new PassMapper(parts, person -> persons.enrich(person, this::isOpen), this);
    }

    private PassMapper.Part part(Contribution contribution) {
        boolean isBase = contributions.size() == 1 || contribution.reader().makesContacts();
        return new PassMapper.Part(
                contribution.reader().mapper(contribution.targets()::find), contribution.lists(), isBase);
    }

    boolean readsPersons() {
        return contributions.get(0).reader().readsPersons();
    }

    FieldMapper mapper() {
        return mapper;
    }

    Reading open(ReadPosition start) {
        return contributions.get(0).reader() instanceof RowReader rows ? rows.open() : persons.open(start);
    }

    /** Reports what the sources say after the last row. */
    void remark(Reading reading) {
        context.first().report().remarks(reading.remarks());
        for (Contribution each : contributions) {
            if (each.isOpen()) each.part().report().remarks(persons.remarks(each.reader()));
        }
    }

    /** Ends jobs that can map no person, and tells how far the others have come. */
    void endFailedJobs(long read) {
        mapper.check();
        context.tellRead(read);
    }

    private boolean isOpen(JobReader reader) {
        return contributions.stream().anyMatch(each -> each.reader() == reader && each.isOpen());
    }

    /** The source of one job has failed: the others go on. */
    private void failed(JobReader reader, ClientException problem) {
        if (!context.isShared()) throw problem;
        contributions.stream()
                .filter(each -> each.reader() == reader && each.isOpen())
                .forEach(each -> context.fail(each.part(), problem));
    }

    @Override
    public boolean isOpen(int part) {
        return contributions.get(part).isOpen();
    }

    @Override
    public void rejected(String person, int part, String reason) {
        context.statistics().rejected(person, part, reason);
    }

    @Override
    public void failed(int part, MappingFailedException problem) {
        context.fail(contributions.get(part).part(), problem);
    }
}
