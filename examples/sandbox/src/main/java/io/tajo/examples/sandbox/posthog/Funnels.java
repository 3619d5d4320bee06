package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Funnels over events, and the persons at each of their steps. Stateless. */
public final class Funnels {
    private Funnels() {}

    /**
     * Finds the furthest step of each person in an ordered funnel that goes on until now.
     *
     * @param events all events
     * @param steps the events of the steps, in their order
     * @param window in which time of the first step the last one must be made
     * @param from the earliest first step
     * @return the number of the furthest step, from 1 on, by person
     */
    public static Map<UUID, Integer> furthest(
            List<EventRecord> events, List<String> steps, Duration window, Instant from) {
        return furthest(events, new FunnelRule(steps, window, from, Instant.MAX, FunnelRule.Order.ORDERED));
    }

    /**
     * Finds the furthest step of each person.
     *
     * @param events all events
     * @param rule what counts
     * @return the number of the furthest step, from 1 on, by person
     */
    public static Map<UUID, Integer> furthest(List<EventRecord> events, FunnelRule rule) {
        Map<UUID, List<EventRecord>> byPerson = new HashMap<>();
        for (EventRecord event : events) {
            if (rule.sees(event)) {
                byPerson.computeIfAbsent(event.personId(), id -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<UUID, Integer> furthest = new TreeMap<>(Values::compareUuids);
        byPerson.forEach((person, own) -> {
            own.sort(Comparator.comparing(EventRecord::timestamp));
            int best = 0;
            for (int i = 0; i < own.size(); i++) best = Math.max(best, rule.steps(own.subList(i, own.size())));
            if (best > 0) furthest.put(person, best);
        });
        return furthest;
    }

    /** Returns the persons at a step, as PostHog counts steps: -2 are those who were lost before the second. */
    static List<UUID> actors(Map<UUID, Integer> furthest, int step) {
        return furthest.entrySet().stream()
                .filter(entry -> step > 0 ? entry.getValue() >= step : entry.getValue() == -step - 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
