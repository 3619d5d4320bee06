package io.tajo.connector.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the outcomes of the parts of a change: its attributes may travel in one request and each of its lists in another,
 * and the contact counts once. The worst outcome is that of the change. For one thread.
 */
final class PartOutcomes implements DeliveryListener {
    private final DeliveryListener listener;
    private final Map<String, Parts> open = new HashMap<>();

    PartOutcomes(DeliveryListener listener) {
        this.listener = listener;
    }

    /** Parts whose outcome is not known yet, and the worst outcome of those that have one. */
    private record Parts(int open, Outcome worst) {}

    /** Expects so many outcomes of a person's change. */
    void expect(String person, int parts) {
        if (parts > 1) open.put(person, new Parts(parts, new Outcome.Applied()));
    }

    /** Returns why a part of the change was not applied, if one was not. */
    Optional<Outcome> trouble(String person) {
        return Optional.ofNullable(open.get(person))
                .map(Parts::worst)
                .filter(worst -> !(worst instanceof Outcome.Applied));
    }

    @Override
    public void settle(String person, Outcome outcome) {
        Parts parts = open.get(person);
        if (parts == null) {
            listener.settle(person, outcome);
            return;
        }
        Outcome worst = rank(outcome) > rank(parts.worst()) ? outcome : parts.worst();
        if (parts.open() > 1) {
            open.put(person, new Parts(parts.open() - 1, worst));
            return;
        }
        open.remove(person);
        listener.settle(person, worst);
    }

    /** Leaves the changes to the next run of which a failure kept a part from being taken. */
    void abandon() {
        open.forEach((person, parts) -> {
            Outcome pending = new Outcome.Pending();
            listener.settle(person, rank(parts.worst()) > rank(pending) ? parts.worst() : pending);
        });
        open.clear();
    }

    private static int rank(Outcome outcome) {
        if (outcome instanceof Outcome.Applied) return 0;
        return outcome instanceof Outcome.Pending ? 1 : 2;
    }

    @Override
    public void left(long list, int contacts, Outcome outcome) {
        listener.left(list, contacts, outcome);
    }

    @Override
    public void withheld(long list) {
        listener.withheld(list);
    }

    @Override
    public void refused(String attribute, String reason) {
        listener.refused(attribute, reason);
    }

    @Override
    public void remark(String text) {
        listener.remark(text);
    }
}
