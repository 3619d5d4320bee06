package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** How far a batch has come, in the order of {@link Lease}. For one thread. */
final class BatchState {
    private final Set<ContactKey> contacts;
    private Step step;
    private OptionalLong process;

    private enum Step {
        PLANNED,
        ATTEMPTED,
        ACCEPTED
    }

    private BatchState(Set<ContactKey> contacts, Step step, OptionalLong process) {
        this.contacts = Set.copyOf(contacts);
        this.step = step;
        this.process = process;
    }

    static BatchState planned(Set<ContactKey> contacts) {
        return new BatchState(contacts, Step.PLANNED, OptionalLong.empty());
    }

    /** Returns the state of an import that an earlier run has left. */
    static BatchState carried(long process, Set<ContactKey> contacts) {
        return new BatchState(contacts, Step.ACCEPTED, OptionalLong.of(process));
    }

    void attempt() {
        move(Step.PLANNED, Step.ATTEMPTED);
    }

    void accept(OptionalLong processId) {
        move(Step.ATTEMPTED, Step.ACCEPTED);
        process = processId;
    }

    void settle(Collection<ContactKey> applied, Collection<ContactKey> refused) {
        if (step == Step.PLANNED) throw new IllegalStateException("a batch is PLANNED, it can't be settled");
        if (!contacts.containsAll(applied) || !contacts.containsAll(refused)) {
            throw new IllegalArgumentException("the batch does not hold this contact");
        }
    }

    boolean isPlanned() {
        return step == Step.PLANNED;
    }

    OptionalLong process() {
        return process;
    }

    Set<ContactKey> contacts() {
        return contacts;
    }

    /** Finds a batch among the open ones. */
    static <B> B find(Map<Long, B> open, long batch) {
        B found = open.get(batch);
        if (found == null) throw new IllegalArgumentException("there is no open batch " + batch);
        return found;
    }

    private void move(Step from, Step to) {
        if (step != from) throw new IllegalStateException("a batch is " + step + ", it can't become " + to);
        step = to;
    }
}
