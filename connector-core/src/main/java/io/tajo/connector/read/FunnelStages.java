package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.read.FunnelSource.FunnelPlace;
import io.tajo.posthog.query.FunnelStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The furthest step of a funnel that a person reached. For one thread. */
final class FunnelStages implements Companion {
    /** Under which a profile holds the number of the furthest step. */
    static final String FURTHEST = "funnel_furthest";

    private final FunnelSource funnel;
    private final Map<FunnelPlace, SortedRows<JsonObject>> places = new LinkedHashMap<>();

    FunnelStages(FunnelSource funnel) {
        this.funnel = funnel;
        funnel.places().forEach(place -> places.put(place, funnel.open(place)));
    }

    @Override
    public Set<String> fields() {
        return Set.of(ComputedField.FUNNEL_STAGE, FURTHEST);
    }

    @Override
    public Map<String, Object> of(String person) {
        for (Map.Entry<FunnelPlace, SortedRows<JsonObject>> entry : places.entrySet()) {
            if (entry.getValue().of(person).isPresent())
                return stage(entry.getKey().furthest());
        }
        return Map.of();
    }

    private Map<String, Object> stage(int furthest) {
        String name = FunnelSource.name(funnel.steps().get(furthest - 1));
        return Map.of(ComputedField.FUNNEL_STAGE, name, FURTHEST, furthest);
    }

    /** Says after the last person whether PostHog listed fewer persons than it counts. */
    Optional<String> gap() {
        List<FunnelStep> now = List.of();
        for (Map.Entry<FunnelPlace, SortedRows<JsonObject>> entry : places.entrySet()) {
            int furthest = entry.getKey().furthest();
            long listed = entry.getValue().readToEnd();
            long counted = FunnelSource.persons(funnel.steps(), furthest);
            if (listed >= counted) continue;
            // Persons may have moved on meanwhile: what was listed must not be less than both counts.
            if (now.isEmpty()) now = funnel.count();
            long least = Math.min(counted, FunnelSource.persons(now, furthest));
            if (listed < least) {
                return Optional.of("PostHog counts " + least + " persons at step " + furthest
                        + " of the funnel, but listed " + listed);
            }
        }
        return Optional.empty();
    }
}
