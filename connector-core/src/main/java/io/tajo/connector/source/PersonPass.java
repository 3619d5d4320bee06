package io.tajo.connector.source;

import io.tajo.client.AuthenticationException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.mapping.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads the persons once for several jobs, with everything that the jobs need to know of them. What only one job needs and
 * can't be read ends that job alone. For one thread and one run.
 */
public final class PersonPass {
    private final ReadContext sources;
    private final List<PersonJobReader> readers = new ArrayList<>();
    private final BiConsumer<JobReader, ClientException> failed;
    private final Map<PersonJobReader, List<Enrichment>> enrichments = new LinkedHashMap<>();

    /**
     * Prepares a pass.
     *
     * @param sources what to read from
     * @param jobs the readers of the jobs; those whose rows are not PostHog's persons are read apart
     * @param failed is told of a job whose source fails; what it throws ends the pass
     */
    public PersonPass(ReadContext sources, List<JobReader> jobs, BiConsumer<JobReader, ClientException> failed) {
        this.sources = sources;
        this.failed = failed;
        for (JobReader job : jobs) if (job instanceof PersonJobReader reader) readers.add(reader);
    }

    /**
     * Opens the persons behind a position.
     *
     * @param start where an earlier reading has stopped
     * @return the persons; each step may call PostHog
     */
    public Reading open(ReadPosition start) {
        FieldUse uses = readers.get(0).uses();
        for (PersonJobReader reader : readers) uses = uses.and(reader.uses());
        PersonReader persons = new PersonReader(sources.postHog(), uses, sources.now());
        readers.forEach(reader -> reader.prepare(persons));
        return persons.open(start, this::open);
    }

    /**
     * Adds what the jobs work out of a person.
     *
     * @param person what was read
     * @param isOpen whether a job has not failed yet
     * @return the person as the mappers see it
     */
    public Profile enrich(Profile person, Predicate<JobReader> isOpen) {
        Profile enriched = person;
        for (PersonJobReader reader : readers) if (isOpen.test(reader)) enriched = reader.enrich(enriched);
        return enriched;
    }

    /**
     * Returns what the caller should know of a job's source, after the last person.
     *
     * @param reader the job's reader
     * @return what to know
     */
    public List<String> remarks(JobReader reader) {
        List<Enrichment> own = reader instanceof PersonJobReader known ? enrichments.get(known) : null;
        return own == null
                ? List.of()
                : own.stream()
                        .flatMap(enrichment -> enrichment.remarks().stream())
                        .toList();
    }

    private List<Enrichment> open(PersonRange range) {
        List<Enrichment> all = new ArrayList<>();
        Map<Long, String> cohorts = new LinkedHashMap<>();
        for (PersonJobReader reader : readers) {
            reader.cohorts()
                    .forEach((id, name) -> cohorts.merge(id, name, (one, other) -> one.isEmpty() ? other : one));
            List<Enrichment> own = open(reader, range);
            enrichments.put(reader, own);
            all.addAll(own);
        }
        if (readers.stream().anyMatch(PersonJobReader::readsCohorts)) {
            all.add(new CohortMembers(sources.postHog().query(), cohorts, range, this::cohortFailed));
        }
        return all;
    }

    private List<Enrichment> open(PersonJobReader reader, PersonRange range) {
        try {
            return reader.enrichments(range).stream()
                    .<Enrichment>map(enrichment -> new Guarded(reader, enrichment))
                    .toList();
        } catch (ClientException e) {
            fail(reader, e);
            return List.of();
        }
    }

    private void cohortFailed(long cohort, ClientException problem) {
        readers.stream()
                .filter(reader -> reader.cohorts().containsKey(cohort))
                .forEach(reader -> fail(reader, problem));
    }

    private void fail(PersonJobReader reader, ClientException problem) {
        if (concernsAll(problem)) throw problem;
        failed.accept(reader, problem);
    }

    /**
     * Returns whether a failure concerns all jobs alike, and not only the one that met it.
     *
     * @param problem the failure
     * @return whether it ends them all
     */
    public static boolean concernsAll(ClientException problem) {
        return problem instanceof QuotaExhaustedException
                || problem instanceof RateLimitedException
                || problem instanceof AuthenticationException
                || problem instanceof CallInterruptedException;
    }

    /** Fails for its job only. */
    private final class Guarded implements Enrichment {
        private final PersonJobReader reader;
        private final Enrichment enrichment;
        private boolean hasFailed;

        Guarded(PersonJobReader reader, Enrichment enrichment) {
            this.reader = reader;
            this.enrichment = enrichment;
        }

        @Override
        public Set<String> fields() {
            return enrichment.fields();
        }

        @Override
        public List<String> remarks() {
            if (hasFailed) return List.of();
            try {
                return enrichment.remarks();
            } catch (ClientException e) {
                fail(reader, e);
                return List.of();
            }
        }

        @Override
        public Map<String, Object> of(String person) {
            if (hasFailed) return Map.of();
            try {
                return enrichment.of(person);
            } catch (ClientException e) {
                fail(reader, e);
                hasFailed = true;
                return Map.of();
            }
        }
    }
}
