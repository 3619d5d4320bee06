package io.tajo.connector.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a report as JSON. */
final class ReportJson {
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private ReportJson() {}

    static String of(SyncReport report) {
        return write(fields(report));
    }

    private static Map<String, Object> fields(SyncReport report) {
        SyncCounts counts = report.counts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("job", report.job());
        json.put("outcome", report.outcome().name());
        report.resumeAt().ifPresent(until -> json.put("resumeAt", until.toString()));
        report.failure().ifPresent(why -> json.put("failure", why));
        json.put("started", report.started().toString());
        json.put("durationMillis", report.duration().toMillis());
        json.put("read", counts.read());
        json.put("changed", counts.changed());
        json.put("applied", counts.applied());
        json.put("pending", counts.pending());
        json.put("failed", counts.failed());
        json.put("unchanged", counts.unchanged());
        json.put("merged", counts.merged());
        json.put("rejected", counts.rejected());
        json.put("skipped", counts.skipped());
        json.put("reasons", report.reasons());
        json.put("refusedFields", report.refusedFields());
        json.put("withheldListJoins", report.withheldListJoins());
        json.put("createdAttributes", report.createdAttributes());
        json.put("createdLists", report.createdLists());
        json.put("removed", report.removed());
        json.put("notRemoved", report.notRemoved());
        json.put("heldBack", report.heldBack());
        json.put("remarks", report.remarks());
        report.events()
                .ifPresent(window -> json.put(
                        "events",
                        Map.of(
                                "since",
                                window.since().toString(),
                                "until",
                                window.until().toString())));
        json.put("calls", report.calls().byGroup());
        json.put("throttledCalls", report.calls().throttled());
        json.put("waitedMillis", report.calls().waited().toMillis());
        if (!report.parts().isEmpty()) {
            json.put("jobs", report.parts().stream().map(ReportJson::fields).toList());
        }
        return json;
    }

    private static String write(Map<String, Object> json) {
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of texts and numbers can always be written", e);
        }
    }
}
