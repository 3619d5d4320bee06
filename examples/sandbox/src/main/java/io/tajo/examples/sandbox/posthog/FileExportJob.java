package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

/** An export on demand, which makes its files in PostHog's own time. Safe for any thread. */
final class FileExportJob {
    private static final int ROWS_OF_A_FILE = 1_000;

    private final String id;
    private final Instant startsAt;
    private final Instant endsAt;
    private final Map<String, byte[]> files;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    FileExportJob(String id, Instant startsAt, Instant endsAt, List<byte[]> contents) {
        this.id = id;
        this.startsAt = startsAt;
        this.endsAt = endsAt;
        this.files = new LinkedHashMap<>();
        contents.forEach(content -> files.put(UUID.randomUUID().toString(), content.clone()));
    }

    boolean isRunning(Instant now) {
        return !cancelled.get() && now.isBefore(endsAt);
    }

    boolean hasFile(String name, Instant now) {
        return isComplete(now) && files.containsKey(name);
    }

    private boolean isComplete(Instant now) {
        return !cancelled.get() && !isRunning(now);
    }

    void cancel(Instant now) {
        if (isRunning(now)) cancelled.set(true);
    }

    byte[] content(String name) {
        byte[] content = files.get(name);
        return content == null ? new byte[0] : content.clone();
    }

    Map<String, Object> json(Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("status", status(now));
        if (isComplete(now)) json.put("files", List.copyOf(files.keySet()));
        return json;
    }

    private String status(Instant now) {
        if (cancelled.get()) return "Cancelled";
        if (now.isBefore(startsAt)) return "Starting";
        return isRunning(now) ? "Running" : "Completed";
    }

    /** Writes one line for each row, into as many files as they need, one at least. */
    static List<byte[]> files(List<? extends Map<String, ?>> rows, boolean gzip) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int from = 0; from == 0 || from < rows.size(); from += ROWS_OF_A_FILE) {
            files.add(lines(rows.subList(from, Math.min(rows.size(), from + ROWS_OF_A_FILE)), gzip));
        }
        return files;
    }

    private static byte[] lines(List<? extends Map<String, ?>> rows, boolean gzip) throws IOException {
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
