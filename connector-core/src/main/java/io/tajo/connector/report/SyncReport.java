package io.tajo.connector.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, in numbers that add up: {@code read = changed + unchanged + merged + rejected + skipped}, and
 * {@code changed = applied + pending + failed}. Holds no person's data. Immutable and safe for any thread.
 */
public final class SyncReport {
    private final String job;
    private final SyncOutcome outcome;
    private final @Nullable Instant resumeAt;
    private final @Nullable String failure;
    private final Instant started;
    private final Duration duration;
    private final SyncCounts counts;
    private final Map<String, Long> reasons;
    private final Map<String, Long> refusedFields;
    private final long withheldListJoins;
    private final Map<Long, Long> heldBack;
    private final Set<String> createdAttributes;
    private final List<String> createdLists;
    private final Map<Long, Long> removed;
    private final Map<Long, Long> notRemoved;
    private final List<String> remarks;
    private final List<SyncReport> parts;
    private final Optional<Window> events;
    private final CallCounts calls;

    SyncReport(SyncReportBuilder builder) {
        job = builder.job;
        outcome = builder.outcome;
        resumeAt = builder.resumeAt;
        failure = builder.failure;
        started = builder.started;
        duration = builder.duration;
        counts = builder.counts;
        reasons = Collections.unmodifiableMap(new TreeMap<>(builder.reasons));
        refusedFields = Collections.unmodifiableMap(new TreeMap<>(builder.refusedFields));
        withheldListJoins = builder.withheldListJoins;
        heldBack = Collections.unmodifiableMap(new TreeMap<>(builder.heldBack));
        createdAttributes = Collections.unmodifiableSet(new TreeSet<>(builder.createdAttributes));
        createdLists = List.copyOf(builder.createdLists);
        removed = Collections.unmodifiableMap(new TreeMap<>(builder.removed));
        notRemoved = Collections.unmodifiableMap(new TreeMap<>(builder.notRemoved));
        remarks = List.copyOf(builder.remarks);
        parts = List.copyOf(builder.parts);
        events = Optional.ofNullable(builder.events);
        calls = builder.calls;
    }

    /**
     * A window of time.
     *
     * @param since its beginning, included
     * @param until its end, excluded
     */
    public record Window(Instant since, Instant until) {}

    /**
     * Returns a builder of a report.
     *
     * @param job the job's name
     * @param started when the run started
     * @return the builder
     */
    public static SyncReportBuilder builder(String job, Instant started) {
        return new SyncReportBuilder(job, started);
    }

    /**
     * Returns one report over several: the worst outcome, and the sums of all numbers.
     *
     * @param parts the reports, in the order that the jobs ran in
     * @param started when the first one started
     * @param ended when the last one ended
     * @return the report
     */
    public static SyncReport over(List<SyncReport> parts, Instant started, Instant ended) {
        return ReportSum.of(parts, parts, started, ended);
    }

    /**
     * Returns one report over jobs of which some ran together.
     *
     * @param sums the numbers of jobs that ran together, each contact counted once
     * @param parts the reports of the single jobs, in the order that they ran in
     * @param started when the first one started
     * @param ended when the last one ended
     * @return the report
     */
    public static SyncReport over(List<SyncReport> sums, List<SyncReport> parts, Instant started, Instant ended) {
        return ReportSum.of(sums, parts, started, ended);
    }

    /** {@return the job's name} */
    public String job() {
        return job;
    }

    /** {@return how the run ended} */
    public SyncOutcome outcome() {
        return outcome;
    }

    /** {@return when a paused run may go on} */
    public Optional<Instant> resumeAt() {
        return Optional.ofNullable(resumeAt);
    }

    /** {@return what ended a paused or failed run, and what to do about it} */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return when the run started} */
    public Instant started() {
        return started;
    }

    /** {@return how long it took} */
    public Duration duration() {
        return duration;
    }

    /** {@return what became of the persons} */
    public SyncCounts counts() {
        return counts;
    }

    /** {@return why persons were rejected, skipped or failed, each reason with its number of persons} */
    public Map<String, Long> reasons() {
        return reasons;
    }

    /** {@return values that their attribute does not take, as "ATTRIBUTE: reason" with their number; the contacts went on without them} */
    public Map<String, Long> refusedFields() {
        return refusedFields;
    }

    /** {@return how often a contact was not put back into a list that it has left} */
    public long withheldListJoins() {
        return withheldListJoins;
    }

    /**
     * {@return how many members are held back in each mirrored list whose source has shrunk too much, by the list's id; under
     * 0, how many contacts keep attributes that their job clears otherwise}
     */
    public Map<Long, Long> heldBack() {
        return heldBack;
    }

    /** {@return the attributes that the run created in Brevo} */
    public Set<String> createdAttributes() {
        return createdAttributes;
    }

    /** {@return the names of the lists that the run created in Brevo} */
    public List<String> createdLists() {
        return createdLists;
    }

    /** {@return how many contacts were taken out of each list, by the list's id} */
    public Map<Long, Long> removed() {
        return removed;
    }

    /** {@return how many contacts should have left each list and did not yet, or not provably, by the list's id; the next run tries again} */
    public Map<Long, Long> notRemoved() {
        return notRemoved;
    }

    /** {@return what the caller should know besides: lists that a brake stopped, cohorts that are still calculating} */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * {@return the reports of the single jobs, where several ran; none otherwise} A contact counts as changed for each job
     * whose attributes or lists change, and once in the sum.
     */
    public List<SyncReport> parts() {
        return parts;
    }

    /** {@return the window that events were counted over, if they were} */
    public Optional<Window> events() {
        return events;
    }

    /** {@return the calls that the run made; those of jobs that ran together are in the sum over them only} */
    public CallCounts calls() {
        return calls;
    }

    /** {@return whether any person was rejected or failed, any value was refused, or anybody is in a list still that they should have left} */
    public boolean hasRejects() {
        return counts.rejected() > 0 || counts.failed() > 0 || !refusedFields.isEmpty() || !notRemoved.isEmpty();
    }

    /** {@return the report for people, a few lines} */
    public String summary() {
        return ReportText.of(this);
    }

    /** {@return the report as one JSON object, times in ISO 8601 and durations in milliseconds} */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** {@return the summary} */
    @Override
    public String toString() {
        return summary();
    }
}
