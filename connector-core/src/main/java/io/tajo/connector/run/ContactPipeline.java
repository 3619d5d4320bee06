package io.tajo.connector.run;

import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitedException;
import io.tajo.connector.deliver.Outcome;
import io.tajo.connector.deliver.RunStatistics;
import io.tajo.connector.plan.ChangeSink;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.ListRemoval;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.source.ReadPosition;
import io.tajo.connector.source.Reading;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Carries persons from the reading through the plan into the changes, a thousand at a time. For one thread. */
final class ContactPipeline {
    /** As many as the ledger is asked about at once. */
    private static final int CHUNK = 1_000;

    private final Reading reading;
    private final Planner planner;
    private final ChangeSink changes;
    private final RunStatistics statistics;
    private final LongConsumer decided;
    private boolean everybody;
    private boolean readingEnded;
    private boolean readsAgain;
    private boolean delivered;
    private final List<Planner.Candidate> chunk = new ArrayList<>();

    /**
     * Creates a pipeline.
     *
     * @param decided is told after each chunk how many rows were read, and may end the run
     */
    ContactPipeline(
            Reading reading, Planner planner, ChangeSink changes, RunStatistics statistics, LongConsumer decided) {
        this.reading = reading;
        this.planner = planner;
        this.changes = changes;
        this.statistics = statistics;
        this.decided = decided;
    }

    /**
     * Reads, plans and delivers all persons, and then removes members from mirrored lists.
     *
     * @param departures finds the contacts to remove, once it is proven that every person was read
     * @param others decides then about contacts that the reading does not hold
     */
    void run(Supplier<List<ListRemoval>> departures, Supplier<List<Decision>> others) {
        everybody = true;
        readAll();
        Optional<String> gap = reading.gap();
        if (gap.isEmpty()) {
            takeAll(planner.decideWaiting());
            takeAll(others.get());
            letGo(departures.get());
        }
        changes.finish();
        if (gap.isPresent()) {
            throw new DecodingException(gap.get()
                    + ": the reading is not complete, and no contact was removed from a list. " + "Run the job again.");
        }
    }

    /** Reads, plans and delivers some persons; no contact leaves a list by it. */
    void runSome() {
        readAll();
        changes.finish();
    }

    private void letGo(List<ListRemoval> departures) {
        if (!everybody) return;
        Iterator<ListRemoval> rest = departures.iterator();
        try {
            while (rest.hasNext()) changes.take(rest.next());
        } catch (RuntimeException e) {
            rest.forEachRemaining(departure -> statistics.left(departure.list(), 1, new Outcome.Pending()));
            throw e;
        }
    }

    private void readAll() {
        try {
            while (hasNext()) {
                Interruption.check();
                if (reading.isReadingAgain()) meetTheRest();
                admit(reading.next());
                if (chunk.size() == CHUNK) decide();
            }
            decide();
        } catch (ClientException e) {
            if (Interruption.isPending()) statistics.undecided(chunk.size());
            else deliverWhatWasRead(e);
            throw e;
        }
    }

    /** What was read so far is met before those are decided about who wait for it. */
    private void meetTheRest() {
        if (readsAgain) return;
        readsAgain = true;
        decide();
        planner.allAreMet();
    }

    private boolean hasNext() {
        try {
            return reading.hasNext();
        } catch (QuotaExhaustedException | RateLimitedException e) {
            readingEnded = true;
            throw e;
        }
    }

    /**
     * Returns where the next run goes on, after a quota has ended the reading.
     *
     * @return the position; empty if the source was read to its end, or not all of what was read was delivered
     */
    Optional<ReadPosition> pausedAt() {
        return readingEnded && delivered ? reading.position() : Optional.empty();
    }

    private void admit(Reading.Person person) {
        String id = person.profile().id();
        if (person.trouble().isPresent()) {
            statistics.count(new Decision.Rejected(id, person.trouble().get()));
        } else if (person.address().isPresent()) {
            chunk.add(new Planner.Candidate(person.profile(), person.address().get()));
        } else if (person.hasAddress()) {
            statistics.count(new Decision.Rejected(id, "the address is not one that Brevo accepts"));
        } else {
            statistics.count(new Decision.Skipped(id, "no address"));
        }
    }

    private void decide() {
        List<Planner.Candidate> candidates = List.copyOf(chunk);
        chunk.clear();
        takeAll(plan(candidates));
        planner.checkMapper();
        decided.accept(reading.read());
    }

    private void takeAll(List<Decision> decided) {
        Iterator<Decision> decisions = decided.iterator();
        try {
            while (decisions.hasNext()) {
                Interruption.check();
                take(decisions.next());
            }
        } catch (RuntimeException e) {
            decisions.forEachRemaining(this::leaveToTheNextRun);
            throw e;
        }
    }

    private List<Decision> plan(List<Planner.Candidate> candidates) {
        try {
            return planner.decide(candidates);
        } catch (RuntimeException e) {
            statistics.undecided(candidates.size());
            throw e;
        }
    }

    private void take(Decision decision) {
        statistics.count(decision);
        if (decision instanceof Decision.Changed changed) {
            changes.take(changed.change());
            letGo(changed.remarks().departures());
        } else if (decision instanceof Decision.Unchanged same) {
            same.adoption().ifPresent(held -> changes.adopt(same.contact(), held));
            letGo(same.remarks().departures());
        }
    }

    private void leaveToTheNextRun(Decision decision) {
        statistics.count(decision);
        if (decision instanceof Decision.Changed) statistics.settle(decision.person(), new Outcome.Pending());
    }

    /** A reading that broke off does not take back what was read before. */
    private void deliverWhatWasRead(ClientException problem) {
        try {
            decide();
            changes.finish();
            delivered = true;
        } catch (ClientException e) {
            problem.addSuppressed(e);
        }
    }
}
