package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortCalculation;

/** Decodes cohorts and their calculations. */
final class CohortReader {
    private CohortReader() {}

    static Cohort read(JsonObject json) {
        return new Cohort(
                json.integer("id")
                        .orElseThrow(() -> new DecodingException("PostHog sent a cohort without its number.")),
                json.text("name").orElse(null),
                json.text("description").orElse(null),
                json.bool("deleted").orElse(false),
                json.bool("is_calculating").orElse(false),
                (int) json.integer("errors_calculating").orElse(0),
                json.text("last_error_message").orElse(null),
                json.instant("last_calculation").orElse(null),
                json.instant("last_backfill_person_properties_at").orElse(null),
                Numbers.integer(json, "count"),
                json.bool("is_static").orElse(false),
                json.text("cohort_type").orElse(null),
                Numbers.integer(json, "version"),
                Numbers.integer(json, "pending_version"),
                json.object("filters").orElse(JsonObject.empty()),
                json.instant("created_at").orElse(null));
    }

    static CohortCalculation calculation(JsonObject json) {
        return new CohortCalculation(
                json.instant("started_at").orElse(null),
                json.instant("finished_at").orElse(null),
                Numbers.integer(json, "count"),
                json.text("error_code").orElse(null),
                json.text("error").orElse(null),
                json);
    }
}
