package io.tajo.connector.run;

import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.Estimate;
import io.tajo.connector.deliver.ReadBack;
import io.tajo.connector.job.ContactSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.ledger.DeadLetter;
import io.tajo.connector.ledger.Lease;
import io.tajo.connector.plan.Brakes;
import io.tajo.connector.plan.Changes;
import io.tajo.connector.plan.Consent;
import io.tajo.connector.plan.ConsentReader;
import io.tajo.connector.plan.Departures;
import io.tajo.connector.plan.Mirrors;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.plan.Reach;
import io.tajo.connector.plan.TargetAttributes;
import io.tajo.connector.plan.TargetLists;
import io.tajo.connector.plan.Vehicle;
import io.tajo.connector.read.JobReader;
import io.tajo.connector.read.JobReaders;
import io.tajo.connector.read.ListUse;
import io.tajo.connector.read.Reading;
import io.tajo.connector.read.SomeRows;
import io.tajo.connector.report.SyncPlan;
import io.tajo.connector.report.SyncReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of a job that makes contacts, from the lease to the report. For one thread. */
final class JobRun {
    private final SyncJob job;
    private final RunBook book;
    private final ReadBack readBack;

    private JobRun(RunSettings settings, SyncJob job, boolean dry) {
        this.job = job;
        this.book = new RunBook(settings, job, DeadLetter.Kind.PERSON, dry);
        this.readBack = new ReadBack(book.brevo().contacts(), settings.verifySample(), settings.clock());
    }

    /**
     * Runs a job.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param brakes what holds removals back
     * @return the report
     */
    static SyncReport run(RunSettings settings, SyncJob job, Brakes brakes) {
        return run(settings, job, new Mode(false, brakes, Set.of()));
    }

    /**
     * Runs a job for some of its persons. Nobody is removed from a list.
     *
     * @param settings what it works with
     * @param job what it syncs
     * @param only PostHog's ids of the persons
     * @return the report
     */
    static SyncReport retry(RunSettings settings, SyncJob job, Set<String> only) {
        return run(settings, job, new Mode(false, Brakes.applied(), only));
    }

    private static SyncReport run(RunSettings settings, SyncJob job, Mode mode) {
        JobRun run = new JobRun(settings, job, false);
        RunBook book = run.book;
        return book.run(lease -> run.sync(lease, mode, new Delivery(book.brevo(), lease, book.tally(), run.readBack)));
    }

    /**
     * Reads and plans a job, and writes nothing.
     *
     * @param settings what it works with
     * @param job what it would sync
     * @return what would be written
     */
    static SyncPlan preview(RunSettings settings, SyncJob job) {
        JobRun run = new JobRun(settings, job, true);
        SyncPlan.Builder plan = SyncPlan.builder();
        SyncReport report = run.book.run(lease -> run.sync(
                lease,
                new Mode(true, Brakes.shown(), Set.of()),
                new Estimate(run.book.brevo(), plan, run.book.tally())));
        return plan.build(report);
    }

    /** Whether nothing may be written, what holds removals back, and whom it is about: everybody if it names nobody. */
    private record Mode(boolean dry, Brakes brakes, Set<String> only) {
        boolean isRetry() {
            return !only.isEmpty();
        }
    }

    private void sync(Lease lease, Mode mode, Changes changes) {
        RunSettings settings = book.settings();
        book.tally().lookFor(mode.only());
        JobReader reader = JobReaders.open(book.sources(), job);
        boolean mirrors = reader.lists().stream().anyMatch(list -> list.mirror().isPresent());
        if (mirrors) book.requireMemory("mirrors lists");
        TargetAttributes attributes = TargetAttributes.prepare(
                book.brevo().attributes(), reader.uses().writes(), settings.missingAttributes(), mode.dry());
        readBack.exempt(attributes.withOptions());
        TargetLists lists = resolve(reader, mode);
        book.report()
                .createdAttributes(attributes.created())
                .createdLists(lists.created())
                .remarks(reader.remarks());
        changes.resume();
        Consent consent = consent(lease, attributes);
        Mirrors mirrored = new Mirrors(brakes(reader, lists));
        Vehicle vehicle = new Vehicle(lists.id(reader.importList()), reader.makesContacts());
        Planner planner = new Planner(reader.mapper(lists::id), attributes, consent, lease, mirrored, vehicle);
        if (reader.readsPersons()) planner.followPersons(reach(reader, mode), mode.dry());
        Reading reading = mode.isRetry() ? new SomeRows(reader.open(), mode.only()) : reader.open();
        reading.window().ifPresent(book.report()::events);
        Departures departures = new Departures(book.brevo().contacts(), lease, mode.brakes(), consent);
        Passage passage = new Passage(reading, planner, changes, book.tally(), settings.listener());
        try (reading) {
            book.carry(() -> {
                if (mode.isRetry()) {
                    passage.carrySome();
                } else {
                    passage.carry(() -> departures.find(mirrored));
                    tellLeftBehind(planner, mode.dry());
                }
                if (!mode.dry()) settleLetters(mode);
            });
        } finally {
            changes.abandon();
            book.tally().undecided(planner.waiting());
        }
        book.report().remarks(departures.remarks());
        book.tally().merged(reading.merged());
        book.tally().skipped(reading.withoutAddress(), "no address");
        book.tally().writeTo(reading.read(), book.report());
    }

    private static Reach reach(JobReader reader, Mode mode) {
        if (mode.isRetry()) return Reach.LETTERS;
        return reader.readsEverybody() ? Reach.EVERYBODY : Reach.SOME;
    }

    private void tellLeftBehind(Planner planner, boolean dry) {
        List<String> persons = planner.leftBehind();
        if (persons.isEmpty()) return;
        if (!dry) persons.forEach(book.settings().listener()::addressChanged);
        book.report()
                .remarks(List.of("contacts left with an earlier address of their persons: "
                        + (planner.areMoreLeftBehind() ? "at least " : "") + persons.size()
                        + ". Rename or delete them in Brevo. A mapping of person_id to EXT_ID lets the connector rename "
                        + "contacts that are not blocklisted, unless the new address is a contact already."));
    }

    /** Only a run that has met everybody knows of whom there is nothing more to complain. */
    private void settleLetters(Mode mode) {
        if (mode.isRetry()) book.letters().forgive(book.tally().arrived());
        else book.letters().forgiveOthers();
    }

    private TargetLists resolve(JobReader reader, Mode mode) {
        TargetLists lists = new TargetLists(book.brevo(), book.settings().importList(), mode.dry());
        List<ListTarget> targets = new ArrayList<>();
        reader.lists().forEach(list -> targets.add(list.target()));
        if (!targets.contains(reader.importList())) targets.add(reader.importList());
        lists.resolve(targets);
        return lists;
    }

    private Consent consent(Lease lease, TargetAttributes attributes) {
        ConsentReader reader = new ConsentReader(book.brevo().contacts());
        return job instanceof ContactSync one
                ? reader.readOne(lease.hash(), attributes, one.draft().email())
                : reader.read(lease.hash(), attributes);
    }

    private static Map<Long, Mirror> brakes(JobReader reader, TargetLists lists) {
        Map<Long, Mirror> brakes = new LinkedHashMap<>();
        for (ListUse list : reader.lists()) {
            list.mirror().ifPresent(mirror -> brakes.put(lists.id(list.target()), mirror));
        }
        return brakes;
    }
}
