package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.capture.CaptureApi;
import io.tajo.posthog.capture.CaptureEvent;
import io.tajo.posthog.capture.CaptureReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The public routes that take events in. */
public final class HttpCapture implements CaptureApi {
    private static final String ONE = "/i/v0/e/";
    private static final String BATCH = "/batch/";

    private final Transport ingestion;
    private final Project project;

    /**
     * Creates the area.
     *
     * @param ingestion sends the calls to the host that takes events in
     * @param project whose events
     */
    public HttpCapture(Transport ingestion, Project project) {
        this.ingestion = ingestion;
        this.project = project;
    }

    @Override
    public CaptureReceipt send(CaptureEvent event) {
        CaptureTally tally = new CaptureTally();
        Map<String, @Nullable Object> body = EventBody.of(event, now());
        body.put("api_key", project.requireToken());
        byte[] json = Json.write(body);
        if (tally.takes(event, json.length)) tally.accepted(1, deliver(call(ONE).json(json)));
        return tally.receipt();
    }

    @Override
    public CaptureReceipt send(Iterable<CaptureEvent> events) {
        return send(events, false);
    }

    @Override
    public CaptureReceipt sendHistorical(Iterable<CaptureEvent> events) {
        return send(events, true);
    }

    private CaptureReceipt send(Iterable<CaptureEvent> events, boolean historical) {
        CaptureTally tally = new CaptureTally();
        EventBatch batch = new EventBatch(project.requireToken(), historical);
        for (CaptureEvent event : events) {
            byte[] json = Json.write(EventBody.of(event, now()));
            if (!tally.takes(event, json.length)) continue;
            if (!batch.hasRoomFor(json)) flush(batch, tally);
            batch.add(json);
        }
        flush(batch, tally);
        return tally.receipt();
    }

    private void flush(EventBatch batch, CaptureTally tally) {
        if (batch.count() == 0) return;
        tally.accepted(batch.count(), deliver(call(BATCH).gzippedJson(batch.body())));
        batch.clear();
    }

    private static HttpCall.Builder call(String route) {
        // Each event carries its uuid, by which PostHog knows it again.
        return HttpCall.write("POST", RouteGroups.CAPTURE, route).anonymous().replay(HttpCall.Replay.SAFE);
    }

    /** Returns what PostHog dropped for its quota. */
    private List<String> deliver(HttpCall.Builder call) {
        Answer answer = ingestion.send(call.build());
        // Some versions answer with a bare 1.
        JsonObject body = Json.tryObject(answer.excerpt()).orElse(JsonObject.empty());
        return body.list("quota_limited").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    private Instant now() {
        return ingestion.settings().clock().instant();
    }
}
