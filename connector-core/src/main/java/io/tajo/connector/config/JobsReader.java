package io.tajo.connector.config;

import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.Engagement;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.FlagSync;
import io.tajo.connector.job.FunnelSync;
import io.tajo.connector.job.Mirror;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.QuerySync;
import io.tajo.connector.job.ReplaySync;
import io.tajo.connector.job.ReplayTotal;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.mapping.AttributeName;
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
    private static final Map<String, Boolean> MODES = new TreeMap<>(Map.of("add", false, "mirror", true));
    private static final Duration DEFAULT_REPLAYS = Duration.ofDays(30);

    private final Section postHog;

    JobsReader(Section postHog) {
        this.postHog = postHog;
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
        if (sync.flag("cohorts", false)) jobs.add(cohorts);
        Optional<SyncJob> flags = flags();
        if (sync.flag("feature_flags", false)) flags.ifPresent(jobs::add);
        List<SyncJob> funnels = funnels();
        if (sync.flag("funnels", false)) jobs.addAll(funnels);
        SyncJob replays = replays();
        if (sync.flag("session_replays", false)) jobs.add(replays);
        List<SyncJob> queries = queries();
        if (sync.flag("queries", false)) jobs.addAll(queries);
        sync.refuseOthers();
        return jobs;
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
        engagement =
                postHog.duration("active_within").map(engagement::activeWithin).orElse(engagement);
        OptionalLong events = postHog.number("power_events");
        if (events.isPresent() && events.getAsLong() > 0) engagement = engagement.powerEvents(events.getAsLong());
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
        Optional<Mirror> mirror = mirror(cohorts);
        if (mirror.isPresent()) job = job.mirror(mirror.get());
        Optional<Duration> wait = cohorts.duration("wait");
        if (wait.isPresent()) job = job.waitForCalculation(wait.get());
        cohorts.refuseOthers();
        return job;
    }

    private static Optional<Mirror> mirror(Section section) {
        boolean mirrored = section.choice("mode", MODES).orElse(false);
        double share = section.share("max_removal_share").orElse(Mirror.DEFAULT_MAX_REMOVAL_SHARE);
        boolean empty = section.flag("allow_empty", false);
        long grace = section.number("grace").orElse(Mirror.DEFAULT_GRACE);
        return mirrored
                ? section.checked("grace", () -> new Mirror(share, empty, Math.toIntExact(grace)))
                : Optional.empty();
    }

    private Optional<SyncJob> flags() {
        Section flags = postHog.section("feature_flags");
        boolean ask = flags.flag("ask_server", false);
        Optional<Mirror> mirror = mirror(flags);
        FlagSync job = null;
        for (String key : List.copyOf(flags.names())) {
            if (!flags.isSection(key)) continue;
            job = flag(job == null ? FlagSync.of(key) : job.and(key), flags.section(key));
        }
        for (String key : flags.names()) {
            boolean setting = List.of("ask_server", "mode", "max_removal_share", "allow_empty", "grace")
                    .contains(key);
            if (!setting && !flags.isSection(key)) flags.problem(key, "a map with attribute and list is expected");
        }
        if (job == null) return Optional.empty();
        FlagSync named = job.named("feature flags");
        if (ask) named = named.askServer();
        return Optional.of(mirror.isPresent() ? named.mirror(mirror.get()) : named);
    }

    private static FlagSync flag(FlagSync start, Section flag) {
        FlagSync job = start;
        Optional<String> attribute = flag.text("attribute");
        if (attribute.isPresent()) {
            job = flag.checked("attribute", () -> start.toAttribute(attribute.get()))
                    .orElse(start);
        }
        OptionalLong list = flag.number("list");
        if (list.isPresent()) job = job.intoList(list.getAsLong());
        Section variants = flag.section("variants");
        for (String variant : variants.names()) {
            OptionalLong its = variants.number(variant);
            if (its.isPresent()) job = job.variantIntoList(variant, its.getAsLong());
        }
        flag.refuseOthers();
        return job;
    }

    private List<SyncJob> funnels() {
        List<SyncJob> jobs = new ArrayList<>();
        for (Section funnel : postHog.sections("funnels")) {
            List<String> steps = funnel.texts("steps");
            Optional<String> insight = funnel.text("insight");
            Optional<String> name = funnel.text("name");
            Optional<FunnelSync> start = funnel.checked(
                    "steps",
                    () -> insight.isPresent()
                            ? FunnelSync.insight(insight.get())
                            : FunnelSync.steps(steps.toArray(new String[0])));
            Optional<FunnelSync> job = start.map(sync -> funnel(sync, funnel));
            if (start.isEmpty()) funnel(FunnelSync.insight("none"), funnel);
            funnel.refuseOthers();
            job.ifPresent(sync -> jobs.add(name.isPresent() ? sync.named("funnel " + name.get()) : sync));
        }
        return jobs;
    }

    private static FunnelSync funnel(FunnelSync start, Section funnel) {
        FunnelSync job = start;
        Optional<Duration> within = funnel.duration("within");
        if (within.isPresent()) job = job.within(within.get());
        OptionalLong days = funnel.number("last_days");
        if (days.isPresent()) job = job.lastDays((int) days.getAsLong());
        OptionalLong list = funnel.number("list");
        if (list.isPresent()) job = job.intoList(list.getAsLong());
        Optional<String> stage = funnel.text("stage");
        if (stage.isPresent()) {
            FunnelSync listed = job;
            job = funnel.checked("stage", () -> listed.stageTo(stage.get())).orElse(listed);
        }
        Optional<Mirror> mirror = mirror(funnel);
        if (mirror.isPresent()) job = job.mirror(mirror.get());
        FunnelSync placed = job;
        OptionalLong reached = funnel.number("reached");
        OptionalLong dropped = funnel.number("dropped_before");
        if (dropped.isPresent()) {
            return funnel.checked("dropped_before", () -> placed.droppedBefore((int) dropped.getAsLong()))
                    .orElse(placed);
        }
        if (reached.isEmpty()) return placed;
        return funnel.checked("reached", () -> placed.reached((int) reached.getAsLong()))
                .orElse(placed);
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
        Optional<Mirror> mirror = mirror(query);
        return mirror.isPresent() ? job.mirror(mirror.get()) : job;
    }
}
