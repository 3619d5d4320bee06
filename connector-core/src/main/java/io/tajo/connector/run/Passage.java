package io.tajo.connector.run;

import io.tajo.client.ClientException;
import io.tajo.connector.deliver.Delivery;
import io.tajo.connector.deliver.Outcome;
import io.tajo.connector.deliver.Tally;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.plan.Planner;
import io.tajo.connector.read.Reading;
import io.tajo.connector.report.SyncListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Carries persons from the reading through the plan into the delivery, a thousand at a time. For one thread. */
final class Passage {
    /** As many as the ledger is asked about at once. */
    private static final int CHUNK = 1_000;

    private final Reading reading;
    private final Planner planner;
    private final Delivery delivery;
    private final Tally tally;
    private final SyncListener listener;
    private final List<Planner.Candidate> chunk = new ArrayList<>();

    Passage(Reading reading, Planner planner, Delivery delivery, Tally tally, SyncListener listener) {
        this.reading = reading;
        this.planner = planner;
        this.delivery = delivery;
        this.tally = tally;
        this.listener = listener;
    }

    void carry() {
        try {
            readAll();
        } catch (ClientException e) {
            deliverWhatWasRead(e);
            throw e;
        }
        delivery.finish();
    }

    private void readAll() {
        while (reading.hasNext()) {
            admit(reading.next());
            if (chunk.size() == CHUNK) decide();
        }
        decide();
    }

    private void admit(Reading.Person person) {
        String id = person.profile().id();
        if (person.address().isPresent()) {
            chunk.add(new Planner.Candidate(person.profile(), person.address().get()));
        } else if (person.hasAddress()) {
            tally.count(new Decision.Rejected(id, "the address is not one that Brevo accepts"));
        } else {
            tally.count(new Decision.Skipped(id, "no address"));
        }
    }

    private void decide() {
        List<Planner.Candidate> candidates = List.copyOf(chunk);
        chunk.clear();
        Iterator<Decision> decisions = planner.decide(candidates).iterator();
        try {
            while (decisions.hasNext()) take(decisions.next());
        } catch (RuntimeException e) {
            decisions.forEachRemaining(this::leaveToTheNextRun);
            throw e;
        }
        listener.read(reading.read());
    }

    private void take(Decision decision) {
        tally.count(decision);
        if (decision instanceof Decision.Changed changed) delivery.take(changed.change());
    }

    private void leaveToTheNextRun(Decision decision) {
        tally.count(decision);
        if (decision instanceof Decision.Changed) tally.settle(decision.person(), new Outcome.Pending());
    }

    /** A reading that broke off does not take back what was read before. */
    private void deliverWhatWasRead(ClientException problem) {
        try {
            decide();
            delivery.finish();
        } catch (ClientException e) {
            problem.addSuppressed(e);
        }
    }
}
