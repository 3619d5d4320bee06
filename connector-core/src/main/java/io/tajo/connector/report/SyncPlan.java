package io.tajo.connector.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a job would do, worked out without writing anything: numbers, samples, and what it would cost. Holds no person's
 * data besides PostHog's ids. Immutable and safe for any thread.
 */
public final class SyncPlan {
    /** So many changes are shown one by one. */
    public static final int SAMPLES = 10;

    private final SyncReport report;
    private final long created;
    private final long changed;
    private final long events;
    private final Map<Long, Long> removals;
    private final List<ReadBackSample> samples;
    private final Map<String, Long> calls;
    private final Duration duration;
    private final String fingerprint;

    private SyncPlan(Builder builder, SyncReport report) {
        this.report = report;
        created = builder.created;
        changed = builder.changed;
        removals = Collections.unmodifiableMap(new TreeMap<>(builder.removals));
        samples = List.copyOf(builder.samples);
        events = builder.events;
        Map<String, Long> all = new TreeMap<>(report.calls().byGroup());
        builder.calls.forEach((group, more) -> all.merge(group, more, Long::sum));
        long attributes = report.createdAttributes().size();
        if (attributes > 0) all.merge("Brevo contacts", attributes, Long::sum);
        calls = Collections.unmodifiableMap(all);
        duration = builder.quotas.apply(calls);
        fingerprint = String.format(Locale.ROOT, "%016x-%d-%d", builder.fingerprint, created, changed);
    }

    /**
     * One change.
     *
     * @param person PostHog's id of the person
     * @param isNew whether Brevo does not hold the contact yet
     * @param attributes the attributes that would be written
     * @param lists the lists that the request would name
     */
    public record ReadBackSample(String person, boolean isNew, Set<String> attributes, Set<Long> lists) {
        /**
         * Copies the names.
         *
         * @param person PostHog's id of the person
         * @param isNew whether Brevo does not hold the contact yet
         * @param attributes the attributes that would be written
         * @param lists the lists that the request would name
         */
        public ReadBackSample {
            attributes = Collections.unmodifiableSet(new TreeSet<>(attributes));
            lists = Collections.unmodifiableSet(new TreeSet<>(lists));
        }
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what was read and decided, as a report of a run that wrote nothing: changes count as pending} */
    public SyncReport report() {
        return report;
    }

    /** {@return contacts that Brevo would hold besides those it holds} */
    public long created() {
        return created;
    }

    /** {@return contacts that Brevo holds and that would change} */
    public long changed() {
        return changed;
    }

    /** {@return events that would be sent} */
    public long events() {
        return events;
    }

    /** {@return how many contacts would be taken out of each list, by the list's id} */
    public Map<Long, Long> removals() {
        return removals;
    }

    /** {@return the first changes, one by one} */
    public List<ReadBackSample> samples() {
        return samples;
    }

    /**
     * {@return the calls that the run would make, by service and route group as in a report: reading, creating attributes,
     * folders and lists, delivering, and looking what became of it}
     */
    public Map<String, Long> calls() {
        return calls;
    }

    /** {@return how long the quotas of the Brevo client would hold these calls up at least, as they were when it was planned} */
    public Duration duration() {
        return duration;
    }

    /** {@return a fingerprint of all changes: the same plan has the same one} */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@return the plan for people, a few lines} */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%s would create %,d and change %,d contacts", report.job(), created, changed));
        removals.forEach((list, contacts) ->
                text.append(String.format(Locale.ROOT, ", take %,d out of list %d", contacts, list)));
        if (events > 0) text.append(String.format(Locale.ROOT, ", send %,d events", events));
        text.append("; calls:");
        calls.forEach((group, count) -> text.append(String.format(Locale.ROOT, " %,d %s,", count, group)));
        text.append(String.format(Locale.ROOT, " %d s at least", duration.toSeconds()));
        report.reasons()
                .forEach((reason, rows) -> text.append(String.format(Locale.ROOT, "%n  %,10d  %s", rows, reason)));
        report.remarks().forEach(remark -> text.append(String.format(Locale.ROOT, "%n  %s", remark)));
        return text.toString();
    }

    /** {@return the summary} */
    @Override
    public String toString() {
        return summary();
    }

    /** Collects a plan; not safe for several threads. */
    public static final class Builder {
        private long created;
        private long changed;
        private Map<Long, Long> removals = Map.of();
        private final List<ReadBackSample> samples = new ArrayList<>();
        private final Map<String, Long> calls = new TreeMap<>();
        private Function<Map<String, Long>, Duration> quotas = group -> Duration.ZERO;
        private long events;
        private long fingerprint;

        private Builder() {}

        /**
         * Adds a change.
         *
         * @param person PostHog's id of the person
         * @param isNew whether Brevo does not hold the contact yet
         * @param attributes the attributes that would be written
         * @param lists the lists that the request would name
         */
        public void change(String person, boolean isNew, Set<String> attributes, Set<Long> lists) {
            if (isNew) created++;
            else changed++;
            if (samples.size() < SAMPLES) samples.add(new ReadBackSample(person, isNew, attributes, lists));
        }

        /**
         * Sets how many contacts would leave lists.
         *
         * @param byList their number by the list's id
         * @return this builder
         */
        public Builder removals(Map<Long, Long> byList) {
            removals = byList;
            return this;
        }

        /**
         * Adds calls to those that were made for reading.
         *
         * @param group service and route group, for example {@code Brevo contacts}
         * @param more how many calls
         * @return this builder
         */
        public Builder calls(String group, long more) {
            if (more > 0) calls.merge(group, more, Long::sum);
            return this;
        }

        /**
         * Sets how long calls take at least.
         *
         * @param held returns it for numbers of calls by service and route group
         * @return this builder
         */
        public Builder quotas(Function<Map<String, Long>, Duration> held) {
            quotas = held;
            return this;
        }

        /**
         * Sets how many events would be sent.
         *
         * @param planned their number
         * @return this builder
         */
        public Builder events(long planned) {
            events = planned;
            return this;
        }

        /**
         * Sets the fingerprint.
         *
         * @param print a sum over all changes
         * @return this builder
         */
        public Builder fingerprint(long print) {
            fingerprint = print;
            return this;
        }

        /**
         * Returns the plan.
         *
         * @param report what was read and decided
         * @return the plan
         */
        public SyncPlan build(SyncReport report) {
            return new SyncPlan(this, report);
        }
    }
}
