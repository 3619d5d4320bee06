package io.tajo.connector.deliver;

import io.tajo.connector.plan.Decision;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncReportBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Counts what a run decides and what becomes of it. For one thread. */
public final class RunStatistics implements DeliveryListener {
    /** A mapper may write a number into each of its reasons; the report stays readable all the same. */
    private static final int MOST_REASONS = 200;

    private final RunProgress progress;
    private final BiConsumer<String, String> lost;
    private final Map<String, Long> reasons = new HashMap<>();
    private final Map<String, Long> refusedFields = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private Set<String> lookedFor = Set.of();
    private final Set<String> arrived = new HashSet<>();
    private long planned;
    private long unchanged;
    private long adopted;
    private long merged;
    private long rejected;
    private long skipped;
    private long applied;
    private long pending;
    private long failed;
    private long withheld;
    private final Map<Long, Long> removed = new HashMap<>();
    private final Map<Long, Long> notRemoved = new HashMap<>();
    private long removalsPending;
    private final Map<String, Long> otherForms = new TreeMap<>();
    private List<Share> shares = List.of();
    private final Map<String, BitSet> sharesOfOpen = new HashMap<>();
    private final Map<String, Map<Integer, String>> rejectedShares = new HashMap<>();

    /**
     * Creates a tally.
     *
     * @param progress told of each row that is rejected, and of deliveries
     * @param lost takes the id of each row that does not arrive, with the reason
     */
    public RunStatistics(RunProgress progress, BiConsumer<String, String> lost) {
        this.progress = progress;
        this.lost = lost;
    }

    /**
     * Counts for several jobs at once from here on: each person once here, and in the share of each job what concerns it.
     *
     * @param ofJobs a share for each job
     */
    public void share(List<Share> ofJobs) {
        shares = List.copyOf(ofJobs);
    }

    /**
     * Notes that one job could not map a person; the other jobs map it.
     *
     * @param person PostHog's id of the person
     * @param share the position of the job's share
     * @param reason why
     */
    public void rejected(String person, int share, String reason) {
        rejectedShares.computeIfAbsent(person, key -> new HashMap<>()).put(share, reason);
    }

    private void countShares(Decision decision) {
        String person = decision.person();
        Map<Integer, String> rejections = rejectedShares.remove(person);
        BitSet open = new BitSet();
        for (int i = 0; i < shares.size(); i++) {
            String reason = rejections == null ? null : rejections.get(i);
            Decision part = reason == null ? shares.get(i).partOf(decision) : new Decision.Rejected(person, reason);
            shares.get(i).statistics().count(part);
            if (part instanceof Decision.Changed) open.set(i);
        }
        if (decision instanceof Decision.Changed) sharesOfOpen.put(person, open);
    }

    /**
     * Counts a decision.
     *
     * @param decision what the plan made of a person
     */
    public void count(Decision decision) {
        if (!shares.isEmpty()) countShares(decision);
        if (decision instanceof Decision.Event event) {
            planned++;
            count(event.remarks());
        } else if (decision instanceof Decision.Changed changed) {
            planned++;
            count(changed.remarks());
        } else if (decision instanceof Decision.Unchanged same) {
            unchanged++;
            if (same.adoption().isPresent()) adopted++;
            arrives(same.person());
            count(same.remarks());
        } else if (decision instanceof Decision.UnderWay) {
            planned++;
            pending++;
        } else if (decision instanceof Decision.Merged) {
            merged++;
            arrives(decision.person());
        } else if (decision instanceof Decision.Rejected reject) {
            rejected++;
            lose(reject.person(), reject.reason());
        } else if (decision instanceof Decision.Skipped skip) {
            skipped++;
            arrives(skip.person());
            because(skip.reason());
        }
    }

    /**
     * Counts persons that became part of another as they were read.
     *
     * @param persons how many
     */
    public void merged(long persons) {
        shares.forEach(share -> share.statistics().merged(persons));
        merged += persons;
    }

    /**
     * Counts persons that were left out before a row of them was read.
     *
     * @param persons how many
     * @param reason why
     */
    public void skipped(long persons, String reason) {
        shares.forEach(share -> share.statistics().skipped(persons, reason));
        skipped += persons;
        if (persons > 0) increment(reasons, reason, persons);
    }

    /**
     * Counts persons that were read and that a failure left undecided.
     *
     * @param persons how many
     */
    public void undecided(long persons) {
        shares.forEach(share -> share.statistics().undecided(persons));
        planned += persons;
        pending += persons;
    }

    /**
     * Notes which of some persons or events arrive.
     *
     * @param ids PostHog's ids of them
     */
    public void lookFor(Set<String> ids) {
        lookedFor = Set.copyOf(ids);
    }

    /** {@return those of the ids looked for that Brevo holds now, or that were left out on purpose} */
    public Set<String> arrived() {
        return Set.copyOf(arrived);
    }

    private void arrives(String id) {
        if (lookedFor.contains(id)) arrived.add(id);
    }

    /** {@return whether nothing was decided yet} */
    public boolean isEmpty() {
        return planned + unchanged + merged + rejected + skipped == 0;
    }

    /** {@return changes that were decided on} */
    public long planned() {
        return planned;
    }

    /** {@return contacts that Brevo held already as they should be, though the ledger did not know them} */
    public long adopted() {
        return adopted;
    }

    /** {@return changes and removals whose end is not known} */
    public long pending() {
        return pending + removalsPending;
    }

    @Override
    public void settle(String person, Outcome outcome) {
        BitSet open = sharesOfOpen.remove(person);
        if (open != null) open.stream().forEach(i -> shares.get(i).statistics().settle(person, outcome));
        if (outcome instanceof Outcome.Applied) {
            applied++;
            arrives(person);
        } else if (outcome instanceof Outcome.Pending) {
            pending++;
        } else if (outcome instanceof Outcome.Failed failure) {
            failed++;
            lose(person, failure.reason());
        }
        progress.delivered(applied + pending + failed);
    }

    @Override
    public void left(long list, int contacts, Outcome outcome) {
        shares.stream()
                .filter(share -> share.fills(list))
                .forEach(share -> share.statistics().left(list, contacts, outcome));
        if (outcome instanceof Outcome.Applied) removed.merge(list, (long) contacts, Long::sum);
        if (outcome instanceof Outcome.Applied) return;
        notRemoved.merge(list, (long) contacts, Long::sum);
        if (outcome instanceof Outcome.Pending) removalsPending += contacts;
        if (outcome instanceof Outcome.Failed failure) increment(reasons, failure.reason(), contacts);
    }

    @Override
    public void withheld(long list) {
        shares.stream()
                .filter(share -> share.fills(list))
                .forEach(share -> share.statistics().withheld(list));
        withheld++;
    }

    @Override
    public void refused(String attribute, String reason) {
        shares.stream()
                .filter(share -> share.writes(attribute))
                .forEach(share -> share.statistics().refused(attribute, reason));
        increment(refusedFields, attribute + ": " + reason, 1);
    }

    @Override
    public void remark(String text) {
        remarks.add(text);
    }

    /**
     * Writes the numbers into a report.
     *
     * @param read persons read, as counted where they were read
     * @param report the report
     */
    public void writeTo(long read, SyncReportBuilder report) {
        report.counts(new SyncCounts(read, unchanged, merged, rejected, skipped, applied, pending, failed))
                .reasons(reasons)
                .refusedFields(refusedFields)
                .removed(removed)
                .notRemoved(notRemoved)
                .withheldListJoins(withheld)
                .remarks(remarks);
        otherForms.forEach((name, contacts) -> report.remarks(List.of("Brevo holds " + name + " of " + contacts
                + " contacts in another form than it was sent, and did so again after it was sent anew: such values count "
                + "as unchanged.")));
    }

    private void count(Decision.Remarks remarks) {
        remarks.refusedFields().forEach((attribute, reason) -> increment(refusedFields, attribute + ": " + reason, 1));
        withheld += remarks.withheldLists().size();
        remarks.otherForms().forEach(name -> otherForms.merge(name, 1L, Long::sum));
    }

    private void lose(String id, String reason) {
        because(reason);
        progress.rowRejected(id, reason);
        lost.accept(id, reason);
    }

    private void because(String reason) {
        increment(reasons, reason, 1);
    }

    private static void increment(Map<String, Long> numbers, String reason, long more) {
        boolean room = numbers.size() < MOST_REASONS || numbers.containsKey(reason);
        numbers.merge(room ? reason : "other reasons", more, Long::sum);
    }
}
