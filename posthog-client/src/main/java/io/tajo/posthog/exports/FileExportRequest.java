package io.tajo.posthog.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to export to files. Immutable: each method returns a changed copy. */
public final class FileExportRequest {
    /** A week: PostHog exports no more at once. */
    public static final Duration MAX_INTERVAL = Duration.ofDays(7);

    private static final Map<String, Set<String>> COMPRESSIONS =
            Map.of("JSONLines", Set.of("gzip", "brotli"), "Parquet", Set.of("zstd", "gzip", "brotli", "lz4", "snappy"));

    private final Map<String, Object> request;

    private FileExportRequest(Map<String, Object> request) {
        this.request = Collections.unmodifiableMap(request);
    }

    /**
     * Returns a request for the persons that changed in an interval: one row for each pair of person and distinct id that
     * was touched, with merges and deletions.
     *
     * @param from the beginning
     * @param to the end, a week later at most and not in the future
     * @return the request, for gzipped JSON lines
     */
    public static FileExportRequest persons(Instant from, Instant to) {
        return of("persons", from, to);
    }

    /**
     * Returns a request for the events of an interval.
     *
     * @param from the beginning
     * @param to the end, a week later at most and not in the future
     * @return the request, for gzipped JSON lines
     */
    public static FileExportRequest events(Instant from, Instant to) {
        return of("events", from, to);
    }

    /**
     * Cuts an interval into weeks.
     *
     * @param model {@code persons}, {@code events} or {@code sessions}
     * @param from the beginning
     * @param to the end, not in the future
     * @return a request for each week, the last one for what is left
     */
    public static List<FileExportRequest> weekly(String model, Instant from, Instant to) {
        List<FileExportRequest> weeks = new ArrayList<>();
        for (Instant start = from; start.isBefore(to); start = start.plus(MAX_INTERVAL)) {
            Instant end = start.plus(MAX_INTERVAL);
            weeks.add(of(model, start, end.isBefore(to) ? end : to));
        }
        return weeks;
    }

    private static FileExportRequest of(String model, Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException("an export covers an interval of a week at most, not " + from + " to "
                    + to + "; cut it with FileExportRequest.weekly(...)");
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", model);
        request.put("file", Map.of("format", "JSONLines", "compression", "gzip"));
        request.put("data_interval_start", from.toString());
        request.put("data_interval_end", to.toString());
        return new FileExportRequest(request);
    }

    /**
     * Exports only some kinds of events.
     *
     * @param events their names
     * @return the changed request
     */
    public FileExportRequest include(String... events) {
        return with("include", List.of(events));
    }

    /**
     * Leaves some kinds of events out.
     *
     * @param events their names
     * @return the changed request
     */
    public FileExportRequest exclude(String... events) {
        return with("exclude", List.of(events));
    }

    /**
     * Sets another format than gzipped JSON lines, the only one that {@link JsonLines} reads besides plain ones.
     *
     * @param format {@code Parquet} or {@code JSONLines}
     * @param compression {@code gzip} or {@code brotli}, of Parquet also {@code zstd}, {@code lz4} or {@code snappy}; empty
     *     for none
     * @return the changed request
     * @throws IllegalArgumentException if PostHog knows no such format, or does not compress it so
     */
    public FileExportRequest format(String format, String compression) {
        requireCompression(requireFormat(format), format, compression);
        return with(
                "file",
                compression.isEmpty()
                        ? Map.of("format", format)
                        : Map.of("format", format, "compression", compression));
    }

    private static Set<String> requireFormat(@Nullable String format) {
        Set<String> compressions = format == null ? null : COMPRESSIONS.get(format);
        if (compressions != null) return compressions;
        throw new IllegalArgumentException("PostHog exports files in the formats JSONLines and Parquet, not "
                + (format == null ? "null" : format));
    }

    private static void requireCompression(Set<String> known, String format, @Nullable String compression) {
        if (compression != null && (compression.isEmpty() || known.contains(compression))) return;
        throw new IllegalArgumentException("PostHog compresses " + format + " by "
                + known.stream().sorted().collect(Collectors.joining(", ")) + ", not by "
                + (compression == null ? "null" : compression) + "; an empty text exports it plain");
    }

    /** {@return the request as PostHog's API takes it} */
    public Map<String, Object> toMap() {
        return request;
    }

    private FileExportRequest with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(request);
        changed.put(field, value);
        return new FileExportRequest(changed);
    }
}
