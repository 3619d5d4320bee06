package io.tajo.examples.sandbox.posthog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What counts in a funnel.
 *
 * @param events the events of the steps
 * @param window in which time of the first step the last one must be made
 * @param from the earliest event
 * @param to the latest event
 * @param order how the steps follow each other
 */
public record FunnelRule(List<String> events, Duration window, Instant from, Instant to, Order order) {

    /** How steps follow each other. */
    public enum Order {
        /** In their order; anything may happen between. */
        ORDERED,
        /** In their order, and nothing else happens between. */
        STRICT,
        /** In any order. */
        UNORDERED
    }

    /** Copies the steps. */
    public FunnelRule {
        events = List.copyOf(events);
    }

    /** Tells whether an event is looked at. Between strict steps other events count too. */
    boolean sees(EventRecord event) {
        boolean inTime = !event.timestamp().isBefore(from) && !event.timestamp().isAfter(to);
        return inTime && (order == Order.STRICT || events.contains(event.event()));
    }

    /** Counts the steps that one person makes from its first event on. */
    int steps(List<EventRecord> own) {
        Instant end = own.get(0).timestamp().plus(window);
        List<EventRecord> inTime =
                own.stream().filter(event -> !event.timestamp().isAfter(end)).toList();
        return switch (order) {
            case ORDERED -> ordered(inTime);
            case STRICT -> strict(inTime);
            case UNORDERED -> unordered(inTime);
        };
    }

    private int ordered(List<EventRecord> own) {
        int step = 0;
        for (EventRecord event : own) {
            if (step < events.size() && events.get(step).equals(event.event())) step++;
            if (step == 0) return 0;
        }
        return step;
    }

    private int strict(List<EventRecord> own) {
        int step = 0;
        while (step < Math.min(own.size(), events.size())
                && events.get(step).equals(own.get(step).event())) {
            step++;
        }
        return step;
    }

    private int unordered(List<EventRecord> own) {
        List<String> left = new ArrayList<>(events);
        own.forEach(event -> left.remove(event.event()));
        return events.size() - left.size();
    }
}
