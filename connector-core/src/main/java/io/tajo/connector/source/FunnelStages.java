package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.source.FunnelSource.FunnelPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The furthest step of a funnel that a person reached. For one thread. */
final class FunnelStages implements Enrichment {
    /** Under which a profile holds the number of the furthest step. */
    static final String FURTHEST = "funnel_furthest";

    private final FunnelSource funnel;
    private final PersonRange range;
    private final Map<FunnelPlace, MergeCursor<JsonObject>> places = new LinkedHashMap<>();

    FunnelStages(FunnelSource funnel, PersonRange range) {
        this.funnel = funnel;
        this.range = range;
        funnel.places().forEach(place -> places.put(place, funnel.open(place, range)));
    }

    @Override
    public Set<String> fields() {
        return Set.of(ComputedField.FUNNEL_STAGE, FURTHEST);
    }

    @Override
    public Map<String, Object> of(String person) {
        for (Map.Entry<FunnelPlace, MergeCursor<JsonObject>> entry : places.entrySet()) {
            if (entry.getValue().of(person).isPresent())
                return stage(entry.getKey().furthest());
        }
        return Map.of();
    }

    private Map<String, Object> stage(int furthest) {
        String name = FunnelSource.name(funnel.steps().get(furthest - 1));
        return Map.of(ComputedField.FUNNEL_STAGE, name, FURTHEST, furthest);
    }

    /** PostHog counts people without a person profile too: a count is no proof that persons are missing. */
    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!range.equals(PersonRange.ALL)) return remarks;
        places.forEach((place, rows) -> {
            long listed = rows.readToEnd();
            long counted = FunnelSource.persons(funnel.steps(), place.furthest());
            if (listed >= counted) return;
            remarks.add(
                    "PostHog counts " + counted + " people at step " + place.furthest() + " of the funnel and listed "
                            + listed + ": the others have no person profile, or have moved on meanwhile.");
        });
        return remarks;
    }
}
