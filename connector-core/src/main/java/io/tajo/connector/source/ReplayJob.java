package io.tajo.connector.source;

import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldMapping;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.posthog.recordings.RecordingsApi;
import io.tajo.posthog.recordings.ReplayTotals;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What persons' session recordings add up to. */
final class ReplayJob implements PersonJobReader {
    private final ReadContext sources;
    private final ReplaySync job;
    private final JobMapping mapping;
    private final SkipRules rules;

    ReplayJob(ReadContext sources, ReplaySync job) {
        this.sources = sources;
        this.job = job;
        this.rules = SkipRules.of(sources.mapping());
        FieldMapping.Builder own = FieldMapping.builder();
        own.address(sources.mapping().uses().address());
        job.attributes().forEach((total, attribute) -> own.map(total.field(), attribute, total.transform()));
        this.mapping =
                JobMapping.of(own.build().andThen(sources.mapping()), ComputedField.Scope.REPLAYS, sources.provided());
    }

    @Override
    public FieldUse uses() {
        return rules.addTo(mapping.uses());
    }

    @Override
    public List<ListUse> lists() {
        return List.of();
    }

    @Override
    public FieldMapper mapper(ListIds ids) {
        return rules.before(mapping);
    }

    @Override
    public List<Enrichment> enrichments(PersonRange range) {
        return List.of(new Replays(totals(range).iterator()));
    }

    private Stream<ReplayTotals> totals(PersonRange range) {
        RecordingsApi recordings = sources.postHog().recordings();
        Instant from = sources.now().minus(job.last());
        if (!range.only().isEmpty()) return recordings.totals(from, sources.now(), range.only());
        return range.after()
                .map(person -> recordings.totalsAfter(from, sources.now(), person))
                .orElseGet(() -> recordings.totals(from, sources.now()));
    }

    /** Every total that a profile may hold. */
    static List<String> fields() {
        return List.of(ReplayTotal.values()).stream().map(ReplayTotal::field).toList();
    }
}
