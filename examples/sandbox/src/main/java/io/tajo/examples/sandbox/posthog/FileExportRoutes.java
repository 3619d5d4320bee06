package io.tajo.examples.sandbox.posthog;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The routes of exports on demand, and the store that their files are fetched from. */
final class FileExportRoutes {
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration STARTS_AFTER = Duration.ofMillis(100);
    private static final Duration TAKES = Duration.ofMillis(300);
    private static final int AT_ONCE = 3;

    private final PostHogState state;
    private final SandboxClock clock;
    private final Map<String, FileExportJob> jobs = new ConcurrentHashMap<>();

    FileExportRoutes(PostHogState state, SandboxClock clock) {
        this.state = state;
        this.clock = clock;
    }

    Reply create(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        Instant now = clock.now();
        if (jobs.values().stream().filter(job -> job.isRunning(now)).count() >= AT_ONCE) {
            return PostHogReplies.error(
                    429,
                    "throttled_error",
                    "too_many_concurrent_file_downloads",
                    "Too many file downloads are running. Wait for one to finish.");
        }
        Optional<String> problem = problem(body, now);
        if (problem.isPresent()) return invalid(problem.get());
        String id = UUID.randomUUID().toString();
        Instant end = now.plus(TAKES);
        jobs.put(id, new FileExportJob(id, now.plus(STARTS_AFTER), end, files(body)));
        return Reply.json(202, Map.of("id", id));
    }

    private static Optional<String> problem(Map<String, Object> body, Instant now) {
        Map<?, ?> file = body.get("file") instanceof Map<?, ?> given ? given : Map.of();
        if (!List.of("persons", "events").contains(String.valueOf(body.get("model")))) {
            return Optional.of("The sandbox exports persons and events.");
        }
        if (!"JSONLines".equals(file.get("format"))) return Optional.of("The sandbox exports JSONLines.");
        Object compression = file.get("compression");
        if (compression != null && !compression.equals("gzip")) return Optional.of("The sandbox compresses by gzip.");
        try {
            Instant from = moment(body, "data_interval_start");
            Instant to = moment(body, "data_interval_end");
            if (to.isAfter(now)) return Optional.of("data_interval_end can't be in the future");
            boolean fits = from.isBefore(to) && Duration.between(from, to).compareTo(LONGEST) <= 0;
            return fits ? Optional.empty() : Optional.of("The interval can't be longer than one week");
        } catch (DateTimeParseException e) {
            return Optional.of("data_interval_start and data_interval_end should be dates with times");
        }
    }

    private List<byte[]> files(Map<String, Object> body) throws IOException {
        ExportRows rows = new ExportRows(moment(body, "data_interval_start"), moment(body, "data_interval_end"));
        boolean gzip = body.get("file") instanceof Map<?, ?> file && file.get("compression") != null;
        return FileExportJob.files(
                "persons".equals(body.get("model"))
                        ? rows.persons(state)
                        : rows.events(state, list(body.get("include")), list(body.get("exclude"))),
                gzip);
    }

    Reply status(Request request) {
        FileExportJob job = jobs.get(request.variable("id"));
        return job == null ? PostHogReplies.notFound() : Reply.json(200, job.json(clock.now()));
    }

    Reply cancel(Request request) {
        FileExportJob job = jobs.get(request.variable("id"));
        if (job == null) return PostHogReplies.notFound();
        job.cancel(clock.now());
        return Reply.json(200, job.json(clock.now()));
    }

    /** Sends the client to the store, under the address that the client itself uses. */
    Reply download(Request request) {
        FileExportJob job = jobs.get(request.variable("id"));
        String file = request.variable("file");
        if (job == null || !job.hasFile(file, clock.now())) return PostHogReplies.notFound();
        String host = request.headers().getOrDefault("host", "localhost");
        return Reply.empty(302)
                .with(Map.of(
                        "Location",
                        "http://" + host + "/exported-files/" + request.variable("id") + "/" + file + "?signature=x"));
    }

    /** The store takes its own signature only: a key beside it is one too many. */
    Reply stored(Request request) {
        FileExportJob job = jobs.get(request.variable("id"));
        if (request.headers().containsKey("authorization")) {
            return Reply.text(400, "<Error><Code>InvalidArgument</Code></Error>", "application/xml");
        }
        String file = request.variable("file");
        if (job == null || !job.hasFile(file, clock.now())) return Reply.empty(404);
        return new Reply(200, job.content(file), Map.of("Content-Type", "application/octet-stream"));
    }

    private static Instant moment(Map<String, Object> body, String field) {
        return OffsetDateTime.parse(String.valueOf(body.get(field))).toInstant();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Reply invalid(String detail) {
        return PostHogReplies.error(400, "validation_error", "invalid_input", detail);
    }
}
