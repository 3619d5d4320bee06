package io.tajo.connector.run;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.connector.destination.ListDirectory;
import io.tajo.connector.destination.TargetAttributes;
import io.tajo.connector.destination.TargetLists;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.mapping.ComputedField.Scope;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.connector.plan.EventPlanner;
import io.tajo.connector.report.CheckReport;
import io.tajo.connector.report.CheckReport.Finding;
import io.tajo.connector.source.AttributeOwners;
import io.tajo.connector.source.EventCheck;
import io.tajo.connector.source.JobReader;
import io.tajo.connector.source.JobReaders;
import io.tajo.connector.source.JobScopes;
import io.tajo.connector.source.ListUse;
import io.tajo.connector.source.MappingCheck;
import io.tajo.connector.source.ReadContext;
import io.tajo.connector.source.SourceCheck;
import io.tajo.posthog.account.AccessReport;
import io.tajo.posthog.account.ScopeResult.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a run needs, and writes nothing. For one thread. */
public final class Checks {
    private final RunSettings settings;
    private final List<SyncJob> jobs;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();
    private final ListDirectory directory;
    private @Nullable List<Attribute> attributes;

    /**
     * Prepares the checks.
     *
     * @param settings what runs work with
     * @param jobs the jobs that are meant to run
     */
    public Checks(RunSettings settings, List<SyncJob> jobs) {
        this.settings = settings;
        this.jobs = List.copyOf(jobs);
        this.directory = new ListDirectory(settings.brevo());
    }

    /**
     * Looks.
     *
     * @return what was found
     */
    public CheckReport run() {
        boolean brevo = look("Brevo access", this::brevo);
        look("attributes", () -> AttributeOwners.check(jobs, settings.mapper()));
        look("mapping", this::mapping);
        settings.remarks().forEach(remark -> findings.add(Finding.warning("configuration", remark)));
        boolean postHog = look("PostHog access", this::postHog);
        List<SyncJob> allowed = jobs.stream().filter(this::hasItsScopes).toList();
        if (postHog && allowed.stream().anyMatch(Checks::mapsPersons)) {
            look("PostHog persons", () -> findings.addAll(SourceCheck.run(sources())));
        }
        if (brevo && jobs.stream().anyMatch(job -> !EventSyncRun.makesEvents(job)))
            look("list of imports", this::carrier);
        if (postHog && brevo) allowed.forEach(job -> look(job.name(), () -> job(job)));
        return new CheckReport(List.copyOf(new LinkedHashSet<>(findings)));
    }

    /** What several jobs have in common is said of the first one. */
    private boolean look(String where, Runnable check) {
        try {
            check.run();
            return true;
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ClientException e) {
            String what = String.valueOf(e.getMessage());
            boolean isKnown =
                    findings.stream().anyMatch(finding -> finding.what().equals(what));
            if (!isKnown) findings.add(Finding.problem(where, what));
            return false;
        }
    }

    private static boolean mapsPersons(SyncJob job) {
        return !(job instanceof EventSync || job instanceof QuerySync || job instanceof ExportSync);
    }

    private void mapping() {
        for (String attribute : MappingCheck.undeclaredWrites(settings.mapper())) {
            findings.add(Finding.warning(
                    "mapping",
                    "it writes " + attribute
                            + " without declaring it, which is not created where Brevo lacks it: declare it "
                            + "with FieldMapper.reading(...).writing(\"" + attribute + "\", type)"));
        }
        MappingCheck.unprovided(settings.mapper(), jobs)
                .forEach(remark -> findings.add(Finding.warning("mapping", remark)));
    }

    /** Tries the scopes that the jobs need, and no others. */
    private void postHog() {
        Set<String> needed = new TreeSet<>();
        jobs.forEach(job -> needed.addAll(JobScopes.of(job)));
        if (needed.isEmpty()) return;
        AccessReport access = settings.postHog().check(needed);
        missing.addAll(access.projectProblem() == null ? access.missingScopes() : needed);
        boolean isSeen = access.scopes().stream().allMatch(result -> result.state() == State.GRANTED);
        if (!access.isOk()) findings.add(Finding.problem("PostHog access", access.summary()));
        else if (!isSeen) findings.add(Finding.warning("PostHog access", access.summary()));
        else findings.add(Finding.fine("PostHog access", "the key has " + String.join(", ", needed)));
    }

    private boolean hasItsScopes(SyncJob job) {
        return Collections.disjoint(missing, JobScopes.of(job));
    }

    private void brevo() {
        settings.brevo().account().get();
        findings.add(Finding.fine("Brevo access", "the account can be read"));
    }

    /** The list that imports name: one of its name in another folder is not used. */
    private void carrier() {
        long id = lists().id();
        String found = id > 0 ? " is list " + id : " is not there, and is created with the first import";
        findings.add(Finding.fine("list of imports", "\"" + settings.importList() + "\"" + found));
    }

    private void job(SyncJob job) {
        if (job instanceof EventSync events) {
            events(events);
        } else if (job instanceof ExportSync export) {
            export(export);
        } else {
            // A look does not wait for calculations.
            SyncJob now = job instanceof CohortSync cohorts ? cohorts.waitForCalculation(Duration.ZERO) : job;
            boolean isRead = !(job instanceof PersonSync || job instanceof ReplaySync);
            target(job, JobReaders.open(sources(), now), isRead ? "its source is there; " : "");
        }
    }

    private void events(EventSync job) {
        EventPlanner.validNames(job);
        String attributes = targets(EventSyncRun.attributes(job), List.of());
        Set<String> unknown = EventCheck.missing(sources(), job);
        unknown.forEach(name -> findings.add(Finding.warning(
                job.name(), "PostHog has no event " + name + " of the last 30 days: check its spelling")));
        if (unknown.size() < job.events().size()) {
            findings.add(Finding.fine(job.name(), "PostHog has such events; " + attributes));
        }
    }

    private void export(ExportSync job) {
        job.events().ifPresent(EventPlanner::validNames);
        String source = EventCheck.readsFirstRow(sources(), job)
                ? "its file can be opened; "
                : "whether PostHog exports it was not tried; ";
        if (job.events().isPresent()) {
            findings.add(Finding.fine(
                    job.name(),
                    source + targets(EventSyncRun.attributes(job.events().get()), List.of())));
        } else {
            target(job, JobReaders.open(sources(), job), source);
        }
    }

    private void target(SyncJob job, JobReader reader, String source) {
        TargetLists lists = lists();
        lists.resolve(reader.lists().stream().map(ListUse::target).toList());
        String targets = targets(reader.uses(), lists.created());
        lists.remarks().forEach(remark -> findings.add(Finding.problem(job.name(), remark)));
        reader.remarks().forEach(remark -> findings.add(Finding.warning(job.name(), remark)));
        if (lists.remarks().isEmpty()) findings.add(Finding.fine(job.name(), source + targets));
    }

    /** Says which lists and attributes are missing, and would be created. */
    private String targets(FieldUse use, List<String> newLists) {
        AttributesApi api = settings.brevo().attributes();
        List<Attribute> catalogue = attributes == null ? api.list() : attributes;
        attributes = catalogue;
        List<String> created = new ArrayList<>(newLists);
        created.addAll(TargetAttributes.prepare(catalogue, api, use, settings.missingAttributes(), true)
                .created());
        return created.isEmpty()
                ? "its lists and attributes are there"
                : "a run would create " + String.join(", ", created) + " in Brevo";
    }

    /** What earlier runs remember of lists is not looked up: a check opens no ledger. */
    private TargetLists lists() {
        return new TargetLists(settings.brevo(), directory, settings.importList(), true, Notes.none());
    }

    private ReadContext sources() {
        Set<Scope> provided = EnumSet.noneOf(Scope.class);
        jobs.forEach(job -> provided.addAll(JobReaders.provides(job)));
        return new ReadContext(
                settings.postHog(), settings.mapper(), settings.clock().instant(), settings.sleeper(), provided);
    }
}
