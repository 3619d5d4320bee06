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
    private final Map<Long, Long> removals;
    private final List<Sample> samples;
    private final Map<String, Long> calls;
    private final Duration duration;
    private final String fingerprint;

    private SyncPlan(Builder builder, SyncReport report) {
        this.report = report;
        created = builder.created;
        changed = builder.changed;
        removals = Collections.unmodifiableMap(new TreeMap<>(builder.removals));
        samples = List.copyOf(builder.samples);
        calls = Map.of("Brevo contacts", builder.contactCalls, "Brevo other", builder.otherCalls);
        duration = builder.duration();
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
    public record Sample(String person, boolean isNew, Set<String> attributes, Set<Long> lists) {
        /**
         * Copies the names.
         *
         * @param person PostHog's id of the person
         * @param isNew whether Brevo does not hold the contact yet
         * @param attributes the attributes that would be written
         * @param lists the lists that the request would name
         */
        public Sample {
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

    /** {@return how many contacts would be taken out of each list, by the list's id} */
    public Map<Long, Long> removals() {
        return removals;
    }

    /** {@return the first changes, one by one} */
    public List<Sample> samples() {
        return samples;
    }

    /** {@return the calls that delivering it would take, by route group} */
    public Map<String, Long> calls() {
        return calls;
    }

    /** {@return how long that would take at least under the published quotas of a general account} */
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
        text.append(String.format(
                Locale.ROOT,
                "; %d calls on contacts, %d on other routes, %d s at least",
                calls.get("Brevo contacts"),
                calls.get("Brevo other"),
                duration.toSeconds()));
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
        private static final int CALLS_A_SECOND = 10;
        private static final int OTHER_CALLS_AN_HOUR = 100;

        private long created;
        private long changed;
        private Map<Long, Long> removals = Map.of();
        private final List<Sample> samples = new ArrayList<>();
        private long contactCalls;
        private long otherCalls;
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
            if (samples.size() < SAMPLES) samples.add(new Sample(person, isNew, attributes, lists));
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
         * Sets what the delivery would cost.
         *
         * @param contacts calls on the routes of contacts
         * @param other calls on the routes that share a hundred an hour
         * @return this builder
         */
        public Builder calls(long contacts, long other) {
            contactCalls = contacts;
            otherCalls = other;
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

        private Duration duration() {
            Duration atTen = Duration.ofMillis(contactCalls * 1_000 / CALLS_A_SECOND);
            Duration hours = Duration.ofHours(otherCalls / OTHER_CALLS_AN_HOUR);
            return atTen.compareTo(hours) > 0 ? atTen : hours;
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
