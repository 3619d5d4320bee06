package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

/** An export on demand, which makes one file in PostHog's own time. Safe for any thread. */
final class FileExportJob {
    private final String id;
    private final String file;
    private final Instant startsAt;
    private final Instant endsAt;
    private final byte[] content;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    FileExportJob(String id, String file, Instant startsAt, Instant endsAt, byte[] content) {
        this.id = id;
        this.file = file;
        this.startsAt = startsAt;
        this.endsAt = endsAt;
        this.content = content.clone();
    }

    boolean isRunning(Instant now) {
        return !cancelled.get() && now.isBefore(endsAt);
    }

    boolean hasFile(String name, Instant now) {
        return !cancelled.get() && !isRunning(now) && (name.equals(file) || name.equals("0"));
    }

    void cancel(Instant now) {
        if (isRunning(now)) cancelled.set(true);
    }

    byte[] content() {
        return content.clone();
    }

    Map<String, Object> json(Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("status", status(now));
        if (hasFile(file, now)) json.put("files", List.of(file));
        return json;
    }

    private String status(Instant now) {
        if (cancelled.get()) return "Cancelled";
        if (now.isBefore(startsAt)) return "Starting";
        return isRunning(now) ? "Running" : "Completed";
    }

    /** Writes one line for each row. */
    static byte[] lines(List<? extends Map<String, ?>> rows, boolean gzip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            for (Map<String, ?> row : rows) {
                out.write(Json.bytes(row));
                out.write('\n');
            }
        }
        return bytes.toByteArray();
    }
}
