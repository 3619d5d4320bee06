package io.tajo.connector.run;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.ExportSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.Notes;
import io.tajo.connector.plan.EventPlanner;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.plan.TargetLists;
import io.tajo.connector.read.AttributeOwners;
import io.tajo.connector.read.JobReader;
import io.tajo.connector.read.JobReaders;
import io.tajo.connector.read.ListUse;
import io.tajo.connector.read.MappingCheck;
import io.tajo.connector.read.SourceCheck;
import io.tajo.connector.read.Sources;
import io.tajo.connector.report.CheckReport;
import io.tajo.connector.report.CheckReport.Finding;
import io.tajo.posthog.account.AccessReport;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that a run needs, and writes nothing. For one thread. */
public final class Checks {
    private final RunSettings settings;
    private final List<SyncJob> jobs;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Prepares the checks.
     *
     * @param settings what runs work with
     * @param jobs the jobs that are meant to run
     */
    public Checks(RunSettings settings, List<SyncJob> jobs) {
        this.settings = settings;
        this.jobs = List.copyOf(jobs);
    }

    /**
     * Looks.
     *
     * @return what was found
     */
    public CheckReport run() {
        boolean postHog = look("PostHog access", this::postHog);
        boolean brevo = look("Brevo access", this::brevo);
        if (postHog) look("PostHog persons", () -> findings.addAll(SourceCheck.run(sources())));
        look("attributes", () -> AttributeOwners.check(jobs, settings.mapper()));
        look("mapping", this::mapping);
        settings.remarks().forEach(remark -> findings.add(Finding.warning("configuration", remark)));
        if (postHog && brevo) jobs.forEach(job -> look(job.name(), () -> job(job)));
        return new CheckReport(findings);
    }

    private boolean look(String where, Runnable check) {
        try {
            check.run();
            return true;
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ClientException e) {
            findings.add(Finding.problem(where, String.valueOf(e.getMessage())));
            return false;
        }
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

    private void postHog() {
        AccessReport access = settings.postHog().check();
        if (access.projectProblem() != null) {
            findings.add(Finding.problem("PostHog access", access.summary()));
        } else if (access.isOk()) {
            findings.add(Finding.fine("PostHog access", "project " + access.projectId() + " can be read"));
        } else {
            // Which scopes a run needs depends on its jobs: those are looked at one by one.
            findings.add(Finding.warning("PostHog access", access.summary()));
        }
    }

    private void brevo() {
        settings.brevo().account().get();
        findings.add(Finding.fine("Brevo access", "the account can be read"));
    }

    private void job(SyncJob job) {
        if (job instanceof EventSync events) {
            EventPlanner.validNames(events);
        } else if (!(job instanceof ExportSync)) {
            target(JobReaders.open(sources(), job));
        }
        findings.add(Finding.fine(job.name(), "its sources, lists and attributes are there or can be created"));
    }

    private void target(JobReader reader) {
        TargetAttributes.prepare(settings.brevo().attributes(), reader.uses(), settings.missingAttributes(), true);
        List<ListTarget> lists = reader.lists().stream().map(ListUse::target).toList();
        new TargetLists(settings.brevo(), settings.importList(), true, Notes.none()).resolve(lists);
        reader.remarks().forEach(remark -> findings.add(Finding.warning("source", remark)));
    }

    private Sources sources() {
        return new Sources(
                settings.postHog(), settings.mapper(), settings.clock().instant(), settings.sleeper());
    }
}
