package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ordered funnels over events, and the persons at each of their steps. Stateless. */
public final class Funnels {
    private Funnels() {}

    /**
     * Finds the furthest step of each person.
     *
     * @param events all events
     * @param steps the events of the steps, in their order
     * @param window in which time of the first step the last one must be made
     * @param from the earliest first step
     * @return the number of the furthest step, from 1 on, by person
     */
    public static Map<UUID, Integer> furthest(
            List<EventRecord> events, List<String> steps, Duration window, Instant from) {
        Map<UUID, List<EventRecord>> byPerson = new HashMap<>();
        for (EventRecord event : events) {
            boolean counts = steps.contains(event.event()) && !event.timestamp().isBefore(from);
            if (counts)
                byPerson.computeIfAbsent(event.personId(), id -> new ArrayList<>())
                        .add(event);
        }
        Map<UUID, Integer> furthest = new TreeMap<>(Values::compareUuids);
        byPerson.forEach((person, own) -> {
            own.sort(Comparator.comparing(EventRecord::timestamp));
            int best = 0;
            for (int i = 0; i < own.size(); i++) best = Math.max(best, walk(own.subList(i, own.size()), steps, window));
            if (best > 0) furthest.put(person, best);
        });
        return furthest;
    }

    private static int walk(List<EventRecord> events, List<String> steps, Duration window) {
        Instant end = events.get(0).timestamp().plus(window);
        int step = 0;
        for (EventRecord event : events) {
            boolean next = step < steps.size() && steps.get(step).equals(event.event());
            if (next && !event.timestamp().isAfter(end)) step++;
            if (step == 0) return 0;
        }
        return step;
    }

    static Map<UUID, Integer> of(Map<?, ?> query, List<EventRecord> events, Instant now) {
        return furthest(events, steps(query), window(query), from(query, now));
    }

    static List<String> steps(Map<?, ?> query) {
        List<String> steps = new ArrayList<>();
        if (query.get("series") instanceof List<?> series) {
            for (Object node : series) {
                if (node instanceof Map<?, ?> step) steps.add(String.valueOf(step.get("event")));
            }
        }
        return steps;
    }

    static List<Map<String, @Nullable Object>> counts(Map<?, ?> query, Map<UUID, Integer> furthest) {
        List<String> steps = steps(query);
        List<Map<String, @Nullable Object>> counts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i + 1;
            Map<String, @Nullable Object> count = new LinkedHashMap<>();
            count.put("order", i);
            count.put("name", steps.get(i));
            count.put("type", "events");
            count.put(
                    "count",
                    furthest.values().stream()
                            .filter(reached -> reached >= step)
                            .count());
            counts.add(count);
        }
        return counts;
    }

    /** Returns the persons at a step, as PostHog counts steps: -2 are those who were lost before the second. */
    static List<UUID> actors(Map<UUID, Integer> furthest, int step) {
        return furthest.entrySet().stream()
                .filter(entry -> step > 0 ? entry.getValue() >= step : entry.getValue() == -step - 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Duration window(Map<?, ?> query) {
        if (!(query.get("funnelsFilter") instanceof Map<?, ?> filter)
                || !(filter.get("funnelWindowInterval") instanceof Number amount)) {
            return Duration.ofDays(14);
        }
        return switch (String.valueOf(filter.get("funnelWindowIntervalUnit"))) {
            case "second" -> Duration.ofSeconds(amount.longValue());
            case "minute" -> Duration.ofMinutes(amount.longValue());
            case "hour" -> Duration.ofHours(amount.longValue());
            case "week" -> Duration.ofDays(7 * amount.longValue());
            default -> Duration.ofDays(amount.longValue());
        };
    }

    private static Instant from(Map<?, ?> query, Instant now) {
        boolean relative = query.get("dateRange") instanceof Map<?, ?> range
                && String.valueOf(range.get("date_from")).matches("-\\d+d");
        if (!relative || !(query.get("dateRange") instanceof Map<?, ?> range)) return now.minus(Duration.ofDays(7));
        String text = String.valueOf(range.get("date_from"));
        return now.minus(Duration.ofDays(Long.parseLong(text.substring(1, text.length() - 1))));
    }
}
