package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.client.JsonObject;
import io.tajo.connector.job.FunnelSync;
import io.tajo.posthog.PostHogClient;
import io.tajo.posthog.insights.Insight;
import io.tajo.posthog.insights.InsightQuery;
import io.tajo.posthog.properties.PropertyFilter;
import io.tajo.posthog.query.ActorsQuery;
import io.tajo.posthog.query.FunnelQuery;
import io.tajo.posthog.query.FunnelStep;
import io.tajo.posthog.query.HogQl;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** A funnel: its steps as PostHog counts them, and who is where. For one run. */
final class FunnelSource {
    /** Ids alone need no look at another database: PostHog lists ten thousand at once. */
    private static final int PAGE = 10_000;

    private final PostHogClient postHog;
    private final FunnelQuery query;
    private final List<FunnelStep> steps;

    FunnelSource(PostHogClient postHog, FunnelSync job) {
        this.postHog = postHog;
        this.query = query(job);
        this.steps = count();
        int last = Math.max(job.reachedStep().orElse(1), job.droppedBeforeStep().orElse(1));
        if (steps.isEmpty() || last > steps.size()) {
            throw new ConfigurationException("The funnel " + job.name() + " has " + steps.size() + " steps: no step "
                    + last + ". Funnels with a breakdown can't be synced.");
        }
    }

    private FunnelQuery query(FunnelSync job) {
        if (job.insight().isEmpty()) {
            return FunnelQuery.of(job.steps().toArray(new String[0]))
                    .within(job.within())
                    .lastDays(job.lastDays());
        }
        String shortId = job.insight().get();
        Iterator<Insight> found =
                postHog.insights().list(InsightQuery.all().shortId(shortId)).iterator();
        if (!found.hasNext()) {
            throw new ConfigurationException("PostHog has no insight " + shortId
                    + ". Take the short id from the insight's address, behind /insights/.");
        }
        try {
            return FunnelQuery.saved(found.next().query());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The insight " + shortId + " is no funnel. Save one in PostHog, or give its steps.");
        }
    }

    /** Counts anew. */
    List<FunnelStep> count() {
        return postHog.query().funnel(query).steps();
    }

    List<FunnelStep> steps() {
        return steps;
    }

    /** Opens the persons at each place that matters: those through the last step, and those lost before each. */
    List<FunnelPlace> places() {
        List<FunnelPlace> places = new ArrayList<>();
        int last = steps.size();
        places.add(new FunnelPlace(last, ActorsQuery.reached(last, query)));
        for (int step = last; step >= 2; step--) {
            places.add(new FunnelPlace(step - 1, ActorsQuery.droppedBefore(step, query)));
        }
        return places;
    }

    /** Those whose furthest step is this one. */
    record FunnelPlace(int furthest, ActorsQuery actors) {}

    MergeCursor<JsonObject> open(FunnelPlace place, PersonRange range) {
        ActorsQuery actors = narrow(place.actors().pageSize(PAGE), range);
        return new MergeCursor<>(
                "persons of a funnel",
                postHog.query().actors(actors).iterator(),
                row -> row.text("id").orElse(null));
    }

    private static ActorsQuery narrow(ActorsQuery actors, PersonRange range) {
        if (!range.only().isEmpty()) {
            String some = range.only().stream().map(HogQl::literal).collect(Collectors.joining(", ", "id IN (", ")"));
            return actors.filter(PropertyFilter.hogQl(some));
        }
        return range.after()
                .map(person -> actors.filter(PropertyFilter.hogQl("id > toUUID(" + HogQl.literal(person) + ")")))
                .orElse(actors);
    }

    /** Returns how many persons' furthest step is this one, by some count of the steps. */
    static long persons(List<FunnelStep> counted, int furthest) {
        long here = furthest <= counted.size() ? counted.get(furthest - 1).count() : 0;
        long beyond = furthest < counted.size() ? counted.get(furthest).count() : 0;
        return here - beyond;
    }

    static String name(FunnelStep step) {
        if (step.customName() != null) return step.customName();
        return step.name() == null ? "step " + (step.order() + 1) : step.name();
    }
}
