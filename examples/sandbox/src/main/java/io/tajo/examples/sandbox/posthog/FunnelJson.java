package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.hogql.HogQlException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Funnels as queries write them. What the sandbox can't count is refused, not counted wrongly. Stateless. */
final class FunnelJson {
    private FunnelJson() {}

    /** Returns the funnel of a query, also of one that an insight wraps. */
    static Map<?, ?> funnel(Map<?, ?> query) {
        return query.get("source") instanceof Map<?, ?> source ? source : query;
    }

    static FunnelRule rule(Map<?, ?> funnel, Instant now) {
        Map<?, ?> filter = map(funnel.get("funnelsFilter"));
        Map<?, ?> range = map(funnel.get("dateRange"));
        return new FunnelRule(
                events(funnel),
                window(filter),
                moment(range.get("date_from"), now, now.minus(Duration.ofDays(7))),
                moment(range.get("date_to"), now, now),
                order(filter));
    }

    private static List<String> events(Map<?, ?> funnel) {
        List<String> events = new ArrayList<>();
        if (funnel.get("series") instanceof List<?> series) {
            for (Object node : series) {
                Map<?, ?> step = map(node);
                if (step.get("properties") instanceof List<?> properties && !properties.isEmpty()) {
                    throw new HogQlException("The sandbox counts no steps with properties of their own.");
                }
                events.add(String.valueOf(step.get("event")));
            }
        }
        if (events.size() < 2) throw new HogQlException("Funnels require at least two steps.");
        return events;
    }

    private static Duration window(Map<?, ?> filter) {
        long amount = filter.get("funnelWindowInterval") instanceof Number number ? number.longValue() : 14;
        return switch (String.valueOf(filter.get("funnelWindowIntervalUnit"))) {
            case "second" -> Duration.ofSeconds(amount);
            case "minute" -> Duration.ofMinutes(amount);
            case "hour" -> Duration.ofHours(amount);
            case "week" -> Duration.ofDays(7 * amount);
            case "day", "null" -> Duration.ofDays(amount);
            default -> throw new HogQlException("The sandbox knows no such unit of a funnel's window.");
        };
    }

    private static FunnelRule.Order order(Map<?, ?> filter) {
        return switch (String.valueOf(filter.get("funnelOrderType"))) {
            case "ordered", "null" -> FunnelRule.Order.ORDERED;
            case "strict" -> FunnelRule.Order.STRICT;
            case "unordered" -> FunnelRule.Order.UNORDERED;
            default -> throw new HogQlException("funnelOrderType should be 'ordered', 'strict' or 'unordered'");
        };
    }

    private static Instant moment(@Nullable Object text, Instant now, Instant standard) {
        if (text == null) return standard;
        String given = String.valueOf(text);
        if (given.matches("-\\d{1,5}d")) {
            return now.minus(Duration.ofDays(Long.parseLong(given.substring(1, given.length() - 1))));
        }
        try {
            return given.length() == 10
                    ? LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException e) {
            throw new HogQlException("The sandbox knows no such date: " + given);
        }
    }

    static List<Map<String, @Nullable Object>> counts(FunnelRule rule, Map<UUID, Integer> furthest) {
        List<Map<String, @Nullable Object>> counts = new ArrayList<>();
        for (int i = 0; i < rule.events().size(); i++) {
            int step = i + 1;
            Map<String, @Nullable Object> count = new LinkedHashMap<>();
            count.put("order", i);
            count.put("name", rule.events().get(i));
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

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
