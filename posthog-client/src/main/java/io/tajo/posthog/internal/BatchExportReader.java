package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.posthog.exports.Backfill;
import io.tajo.posthog.exports.BatchExport;
import io.tajo.posthog.exports.BatchExportRun;

/** Decodes batch exports, their runs and their backfills. */
final class BatchExportReader {
    private BatchExportReader() {}

    static BatchExport export(JsonObject json) {
        JsonObject destination = json.object("destination").orElse(JsonObject.empty());
        return new BatchExport(
                id(json),
                json.text("name").orElse(null),
                json.text("model").orElse(null),
                json.text("interval").orElse(null),
                destination.text("type").orElse(null),
                destination.object("config").orElse(JsonObject.empty()),
                json.bool("paused").orElse(false),
                json.instant("created_at").orElse(null),
                json.objects("latest_runs").stream().map(BatchExportReader::run).toList());
    }

    static BatchExportRun run(JsonObject json) {
        return new BatchExportRun(
                id(json),
                json.text("status").orElse(""),
                json.integer("records_completed"),
                json.integer("bytes_exported"),
                json.instant("data_interval_start").orElse(null),
                json.instant("data_interval_end").orElse(null),
                json.text("latest_error").orElse(null));
    }

    static Backfill backfill(JsonObject json) {
        return new Backfill(
                json.text("id")
                        .or(() -> json.text("backfill_id"))
                        .orElseThrow(() -> new DecodingException("PostHog sent a backfill without an id.")),
                json.text("status").orElse(null),
                json.instant("start_at").orElse(null),
                json.instant("end_at").orElse(null));
    }

    private static String id(JsonObject json) {
        return json.text("id").orElseThrow(() -> new DecodingException("PostHog sent a batch export without an id."));
    }
}
