package io.tajo.posthog.query;

import io.tajo.client.JsonObject;
import io.tajo.posthog.properties.PropertyFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A funnel: events in an order, and how far persons got. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * FunnelQuery.of("signup_completed", "purchase_completed").within(Duration.ofDays(14)).lastDays(30);
 * }</pre>
 *
 * @see <a href="https://posthog.com/docs/product-analytics/funnels">PostHog: funnels</a>
 */
public final class FunnelQuery {
    /** Fourteen days, as in PostHog. */
    public static final Duration DEFAULT_WINDOW = Duration.ofDays(14);
    /** Thirty days. */
    public static final int DEFAULT_DAYS = 30;

    private final Map<String, Object> query;

    private FunnelQuery(Map<String, Object> query) {
        this.query = Collections.unmodifiableMap(query);
    }

    /** How strictly the steps follow each other. */
    public enum Order {
        /** In this order, with other events between. */
        ORDERED,
        /** In this order, with no other event between. */
        STRICT,
        /** In any order. */
        UNORDERED
    }

    /**
     * Returns a funnel of the last 30 days whose steps are events, to be made within 14 days.
     *
     * @param events the names of the steps' events, at least one; {@link #step} adds more
     * @return the funnel
     */
    public static FunnelQuery of(String... events) {
        FunnelQuery funnel = new FunnelQuery(Map.of("kind", "FunnelsQuery", "series", List.of()));
        for (String event : events) funnel = funnel.step(event);
        return funnel.within(DEFAULT_WINDOW).lastDays(DEFAULT_DAYS);
    }

    /**
     * Returns the funnel of a saved insight.
     *
     * @param insightQuery the insight's {@code query}: a {@code FunnelsQuery}, or an {@code InsightVizNode} around one
     * @return the funnel, as it was saved
     * @throws IllegalArgumentException if the insight is no funnel
     */
    public static FunnelQuery saved(JsonObject insightQuery) {
        JsonObject funnel = insightQuery.object("source").orElse(insightQuery);
        String kind = funnel.text("kind").orElse("");
        if (!kind.equals("FunnelsQuery")) {
            throw new IllegalArgumentException("the insight is no funnel but a "
                    + (kind.isEmpty() ? "query without a kind" : kind) + "; take a funnel's short id");
        }
        Map<String, Object> query = new LinkedHashMap<>();
        funnel.toMap().forEach((name, value) -> {
            if (value != null) query.put(name, value);
        });
        return new FunnelQuery(query);
    }

    /**
     * Adds a step.
     *
     * @param event the event's name
     * @param filters conditions on the event or its person
     * @return the changed funnel
     */
    public FunnelQuery step(String event, PropertyFilter... filters) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("kind", "EventsNode");
        step.put("event", event);
        if (filters.length > 0) {
            step.put(
                    "properties",
                    List.of(filters).stream().map(PropertyFilter::toMap).toList());
        }
        List<Object> series = new ArrayList<>((List<?>) query.getOrDefault("series", List.of()));
        series.add(step);
        return with("series", series);
    }

    /**
     * Sets within what time of the first step the last one must be made.
     *
     * @param window whole seconds, positive
     * @return the changed funnel
     */
    public FunnelQuery within(Duration window) {
        if (window.isNegative() || window.toSeconds() == 0) {
            throw new IllegalArgumentException("a funnel's window is a second or more, not " + window);
        }
        return withFilter("funnelWindowInterval", Unit.of(window).count(window))
                .withFilter("funnelWindowIntervalUnit", Unit.of(window).name);
    }

    /**
     * Sets how strictly the steps follow each other.
     *
     * @param order the order, {@link Order#ORDERED} by default
     * @return the changed funnel
     */
    public FunnelQuery order(Order order) {
        String name = switch (order) {
            case ORDERED -> "ordered";
            case STRICT -> "strict";
            case UNORDERED -> "unordered";
        };
        return withFilter("funnelOrderType", name);
    }

    /**
     * Looks at the days before now.
     *
     * @param days how many, at least 1
     * @return the changed funnel
     */
    public FunnelQuery lastDays(int days) {
        if (days < 1) throw new IllegalArgumentException("a funnel looks at one day or more, not " + days);
        return with("dateRange", Map.of("date_from", "-" + days + "d"));
    }

    /**
     * Looks at the events between two moments.
     *
     * @param from the first moment
     * @param to the last one
     * @return the changed funnel
     */
    public FunnelQuery between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a funnel looks from one moment to a later one, not from " + from + " to " + to);
        }
        // Without explicitDate PostHog rounds to whole days.
        return with("dateRange", Map.of("date_from", from.toString(), "date_to", to.toString(), "explicitDate", true));
    }

    /** {@return the funnel without the test accounts that the project's settings name} */
    public FunnelQuery withoutTestAccounts() {
        return with("filterTestAccounts", true);
    }

    /** {@return the query as PostHog's API takes it} */
    public Map<String, Object> toMap() {
        return Collections.unmodifiableMap(query);
    }

    private FunnelQuery with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(query);
        changed.put(field, value);
        return new FunnelQuery(changed);
    }

    private FunnelQuery withFilter(String field, Object value) {
        Map<String, Object> filter = new LinkedHashMap<>();
        if (query.get("funnelsFilter") instanceof Map<?, ?> set) {
            set.forEach((name, old) -> filter.put(String.valueOf(name), old));
        }
        filter.put(field, value);
        return with("funnelsFilter", filter);
    }

    /** PostHog's units of a window, the largest first. */
    private enum Unit {
        DAY("day", 86_400),
        HOUR("hour", 3_600),
        MINUTE("minute", 60),
        SECOND("second", 1);

        private final String name;
        private final long seconds;

        Unit(String name, long seconds) {
            this.name = name;
            this.seconds = seconds;
        }

        static Unit of(Duration window) {
            for (Unit unit : values()) {
                if (window.toSeconds() % unit.seconds == 0) return unit;
            }
            return SECOND;
        }

        long count(Duration window) {
            return window.toSeconds() / seconds;
        }
    }
}
