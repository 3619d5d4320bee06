package io.tajo.connector.config;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.AttributeName;
import io.tajo.connector.mapping.FieldMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads the jobs that a file switches on. Every section is checked, also those of jobs that are off. For one file. */
final class JobsReader {
    private static final Duration DEFAULT_REPLAYS = Duration.ofDays(30);

    private final Section postHog;
    private final FieldMapping mapping;

    JobsReader(Section postHog, FieldMapping mapping) {
        this.postHog = postHog;
        this.mapping = mapping;
    }

    List<SyncJob> read() {
        Section sync = postHog.section("sync");
        List<SyncJob> jobs = new ArrayList<>();
        SyncJob persons = persons();
        if (sync.flag("persons", true)) jobs.add(persons);
        Optional<SyncJob> events = events();
        if (sync.flag("events", false)) {
            events.ifPresentOrElse(
                    jobs::add, () -> sync.problem("events", "the job needs event_filters, the names of the events"));
        }
        SyncJob cohorts = cohorts();
        if (isOn(sync, "cohorts")) jobs.add(cohorts);
        Optional<SyncJob> flags = new FlagsReader(postHog.section("feature_flags"), mapping).read();
        addAll(
                jobs,
                sync,
                "feature_flags",
                flags.stream().toList(),
                "no flag is named under feature_flags, and the mapping reads none");
        List<SyncJob> funnels = new FunnelsReader(postHog.sections("funnels")).read();
        addAll(jobs, sync, "funnels", funnels, "no funnel is described under funnels");
        SyncJob replays = replays();
        if (isOn(sync, "session_replays")) jobs.add(replays);
        List<SyncJob> queries = queries();
        addAll(jobs, sync, "queries", queries, "no query is described under queries");
        sync.refuseOthers();
        remarkDefaults(sync, jobs);
        return jobs;
    }

    private void remarkDefaults(Section sync, List<SyncJob> jobs) {
        if (jobs.isEmpty()) postHog.remark("sync", "no job is switched on: nothing is synced");
        else if (postHog.isSection("sync") && sync.isEmpty()) {
            postHog.remark("sync", "switches no job on by name: persons are synced, which is the default");
        }
    }

    private void addAll(List<SyncJob> jobs, Section sync, String key, List<SyncJob> found, String none) {
        if (!isOn(sync, key)) return;
        jobs.addAll(found);
        if (found.isEmpty()) sync.remark(key, none + ": nothing is synced for it");
    }

    /** A section that is described and not switched on is hardly meant; one that is switched off is. */
    private boolean isOn(Section sync, String key) {
        boolean named = sync.has(key);
        if (!named && postHog.has(key))
            postHog.remark(key, "is described, but not switched on: set sync." + key + ": true");
        return sync.flag(key, false);
    }

    private SyncJob persons() {
        Section lists = postHog.section("lists");
        PersonSync job = PersonSync.all();
        OptionalLong all = lists.number("all_users");
        if (all.isPresent()) job = job.intoList(all.getAsLong());
        Engagement engagement = Engagement.NONE;
        OptionalLong active = lists.number("active_users");
        if (active.isPresent()) engagement = engagement.activeInto(active.getAsLong());
        OptionalLong power = lists.number("power_users");
        if (power.isPresent()) engagement = engagement.powerInto(power.getAsLong());
        lists.refuseOthers();
        if (active.isEmpty() && power.isEmpty())
            postHog.remarkUseless("lists.active_users or lists.power_users", "active_within");
        if (power.isEmpty()) postHog.remarkUseless("lists.power_users", "power_events");
        engagement =
                postHog.duration("active_within").map(engagement::activeWithin).orElse(engagement);
        OptionalLong events = postHog.number("power_events");
        if (events.isPresent()) {
            Engagement listed = engagement;
            engagement = postHog.checked("power_events", () -> listed.powerEvents(events.getAsLong()))
                    .orElse(listed);
        }
        job = job.engagement(engagement).named("persons");
        Optional<Duration> since = postHog.duration("events_since");
        return since.isPresent() ? job.eventsSince(since.get()) : job;
    }

    private Optional<SyncJob> events() {
        List<String> names = postHog.texts("event_filters");
        Section events = postHog.section("events");
        List<String> properties = events.texts("properties");
        Optional<Duration> overlap = events.duration("overlap");
        Optional<Duration> since = events.duration("since");
        Section attributes = events.section("attributes");
        Map<String, String> targets = new TreeMap<>();
        for (String property : attributes.names()) {
            attributes
                    .required(property)
                    .flatMap(target -> attributes.checked(property, () -> AttributeName.of(target)))
                    .ifPresent(target -> targets.put(property, target));
        }
        events.refuseOthers();
        if (names.isEmpty()) return Optional.empty();
        return events.checked("properties", () -> {
            EventSync job = EventSync.of(names)
                    .properties(properties.toArray(new String[0]))
                    .named("events");
            for (Map.Entry<String, String> each : targets.entrySet())
                job = job.attribute(each.getKey(), each.getValue());
            if (overlap.isPresent()) job = job.overlap(overlap.get());
            return since.isPresent() ? job.since(since.get()) : job;
        });
    }

    private SyncJob cohorts() {
        Section cohorts = postHog.section("cohorts");
        CohortSync job = CohortSync.all();
        Section lists = cohorts.section("lists");
        for (String cohort : lists.names()) {
            OptionalLong list = lists.number(cohort);
            if (list.isPresent()) job = job.intoList(cohort, list.getAsLong());
        }
        Optional<String> folder = cohorts.text("folder");
        if (cohorts.flag("create_lists", false)) job = job.intoListsNamedAlike(folder.orElse("PostHog"));
        else cohorts.remarkUseless("create_lists: true", "folder");
        Optional<Mirror> mirror = MirrorReader.read(
                cohorts,
                "lists or create_lists",
                !lists.isEmpty() || folder.isPresent() || cohorts.has("create_lists"),
                false);
        if (mirror.isPresent()) job = job.mirror(mirror.get());
        Optional<Duration> wait = cohorts.duration("wait");
        if (wait.isPresent()) job = job.waitForCalculation(wait.get());
        cohorts.refuseOthers();
        return job;
    }

    private SyncJob replays() {
        Section replays = postHog.section("session_replays");
        ReplaySync job = ReplaySync.last(replays.duration("last").orElse(DEFAULT_REPLAYS));
        Section attributes = replays.section("attributes");
        for (ReplayTotal total : ReplayTotal.values()) {
            String key = total.name().toLowerCase(Locale.ROOT);
            Optional<String> attribute = attributes.text(key);
            ReplaySync mapped = job;
            if (attribute.isPresent()) {
                job = attributes
                        .checked(key, () -> mapped.attribute(total, attribute.get()))
                        .orElse(mapped);
            }
        }
        attributes.refuseOthers();
        replays.refuseOthers();
        return job;
    }

    private List<SyncJob> queries() {
        List<SyncJob> jobs = new ArrayList<>();
        for (Section query : postHog.sections("queries")) {
            Optional<String> text = query.required("hogql");
            Optional<QuerySync> start = text.flatMap(hogQl -> query.checked("hogql", () -> QuerySync.hogQl(hogQl)));
            QuerySync job = query(start.orElseGet(() -> QuerySync.hogQl("SELECT 1")), query);
            query.refuseOthers();
            if (start.isPresent()) jobs.add(job);
        }
        return jobs;
    }

    private static QuerySync query(QuerySync start, Section query) {
        QuerySync job = start;
        Optional<String> name = query.text("name");
        if (name.isPresent()) job = job.named("query " + name.get());
        Optional<String> contact = query.text("contact_by");
        if (contact.isPresent()) job = job.contactBy(contact.get());
        Section columns = query.section("map");
        for (String column : columns.names()) {
            Optional<String> attribute = columns.required(column);
            QuerySync mapped = job;
            if (attribute.isPresent()) {
                job = columns.checked(column, () -> mapped.map(column, attribute.get()))
                        .orElse(mapped);
            }
        }
        Section values = query.section("bind");
        for (String placeholder : values.names())
            job = job.bind(placeholder, values.text(placeholder).orElse(null));
        OptionalLong list = query.number("list");
        if (list.isPresent()) job = job.intoList(list.getAsLong());
        if (query.flag("clear_others", false)) job = job.clearOthers();
        Optional<Mirror> mirror = MirrorReader.read(query, "list", list.isPresent(), false);
        return mirror.isPresent() ? job.mirror(mirror.get()) : job;
    }
}
