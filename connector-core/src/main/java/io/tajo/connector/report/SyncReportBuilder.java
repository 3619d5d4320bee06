package io.tajo.connector.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects a report; not safe for several threads. */
public final class SyncReportBuilder {
    final String job;
    final Instant started;
    SyncOutcome outcome = SyncOutcome.FINISHED;

    @Nullable
    Instant resumeAt;

    @Nullable
    String failure;

    Duration duration = Duration.ZERO;
    SyncCounts counts = SyncCounts.ZERO;
    Map<String, Long> reasons = Map.of();
    Map<String, Long> refusedFields = Map.of();
    long withheldListJoins;
    Map<Long, Long> heldBack = Map.of();
    Set<String> createdAttributes = Set.of();
    List<String> createdLists = List.of();
    Map<Long, Long> removed = Map.of();
    Map<Long, Long> notRemoved = Map.of();
    final List<String> remarks = new ArrayList<>();
    List<SyncReport> parts = List.of();
    SyncReport.@Nullable Window events;
    CallCounts calls = CallCounts.NONE;

    SyncReportBuilder(String job, Instant started) {
        this.job = job;
        this.started = started;
    }

    /**
     * Says that a quota or an interrupt ended the run.
     *
     * @param until when it may go on
     * @param why what ended it
     * @return this builder
     */
    public SyncReportBuilder paused(Instant until, String why) {
        outcome = SyncOutcome.PAUSED;
        resumeAt = until;
        failure = why;
        return this;
    }

    /**
     * Says that a service's failure ended the run.
     *
     * @param why what failed and what to do
     * @return this builder
     */
    public SyncReportBuilder failed(String why) {
        outcome = SyncOutcome.FAILED;
        failure = why;
        return this;
    }

    /**
     * Says that the job runs elsewhere.
     *
     * @param why who works since when
     * @return this builder
     */
    public SyncReportBuilder busy(String why) {
        outcome = SyncOutcome.BUSY;
        failure = why;
        return this;
    }

    /**
     * Says that members of mirrored lists are held back.
     *
     * @param byList how many, by the list's id; none for a run that holds no removals back
     * @return this builder
     */
    public SyncReportBuilder heldBack(Map<Long, Long> byList) {
        heldBack = byList;
        if (!byList.isEmpty() && outcome == SyncOutcome.FINISHED) outcome = SyncOutcome.HELD_BACK;
        return this;
    }

    /**
     * Sets how long the run took.
     *
     * @param time the time
     * @return this builder
     */
    public SyncReportBuilder duration(Duration time) {
        duration = time;
        return this;
    }

    /**
     * Sets what became of the persons.
     *
     * @param numbers the numbers
     * @return this builder
     */
    public SyncReportBuilder counts(SyncCounts numbers) {
        counts = numbers;
        return this;
    }

    /**
     * Sets why persons were rejected, skipped or failed.
     *
     * @param byReason the number of persons by reason
     * @return this builder
     */
    public SyncReportBuilder reasons(Map<String, Long> byReason) {
        reasons = byReason;
        return this;
    }

    /**
     * Sets the values that were left out.
     *
     * @param byReason their number by attribute and reason
     * @return this builder
     */
    public SyncReportBuilder refusedFields(Map<String, Long> byReason) {
        refusedFields = byReason;
        return this;
    }

    /**
     * Sets how often a contact was not put back into a list.
     *
     * @param joins the number
     * @return this builder
     */
    public SyncReportBuilder withheldListJoins(long joins) {
        withheldListJoins = joins;
        return this;
    }

    /**
     * Sets which attributes were created.
     *
     * @param names their names
     * @return this builder
     */
    public SyncReportBuilder createdAttributes(Set<String> names) {
        createdAttributes = names;
        return this;
    }

    /**
     * Sets which lists were created.
     *
     * @param names their names
     * @return this builder
     */
    public SyncReportBuilder createdLists(List<String> names) {
        createdLists = names;
        return this;
    }

    /**
     * Sets how many contacts were taken out of lists.
     *
     * @param byList the number by the list's id
     * @return this builder
     */
    public SyncReportBuilder removed(Map<Long, Long> byList) {
        removed = byList;
        return this;
    }

    /**
     * Sets how many contacts should have left lists and did not.
     *
     * @param byList the number by the list's id
     * @return this builder
     */
    public SyncReportBuilder notRemoved(Map<Long, Long> byList) {
        notRemoved = byList;
        return this;
    }

    /**
     * Adds something that the caller should know.
     *
     * @param more in words; never a person's data
     * @return this builder
     */
    public SyncReportBuilder remarks(List<String> more) {
        remarks.addAll(more);
        return this;
    }

    /**
     * Sets the reports of the single jobs.
     *
     * @param reports the reports, in the order that the jobs ran in
     * @return this builder
     */
    public SyncReportBuilder parts(List<SyncReport> reports) {
        parts = reports;
        return this;
    }

    /**
     * Sets the window that events were counted over.
     *
     * @param window the window
     * @return this builder
     */
    public SyncReportBuilder events(SyncReport.Window window) {
        events = window;
        return this;
    }

    /**
     * Sets the calls that were made.
     *
     * @param made the calls
     * @return this builder
     */
    public SyncReportBuilder calls(CallCounts made) {
        calls = made;
        return this;
    }

    /** {@return the report} */
    public SyncReport build() {
        return new SyncReport(this);
    }
}
