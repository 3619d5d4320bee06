package io.tajo.posthog.internal;

import io.tajo.client.ApiException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientSettings;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.exports.ExportFailedException;
import io.tajo.posthog.exports.FileExport;
import io.tajo.posthog.exports.FileExportRequest;
import io.tajo.posthog.exports.FileExportsApi;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The routes of exports to files. */
final class HttpFileExports implements FileExportsApi {
    private static final String ALL = "/api/projects/{project}/file_download_batch_exports/";
    private static final String ONE = ALL + "{export}/";
    private static final String FILE = ONE + "download/{file}/";

    private static final String STORE = "/exported-file";

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** How a store says that the address it was asked by is no longer good. */
    private static final Set<Integer> EXPIRED = Set.of(400, 403, 404);

    private final Transport transport;
    private final Project project;

    HttpFileExports(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public FileExport create(FileExportRequest request) {
        HttpCall call = HttpCall.write("POST", RouteGroups.CRUD, ALL)
                .path("project", project.id())
                .json(Json.write(request.toMap()))
                .build();
        JsonObject body = Json.object(transport.send(call));
        String id = body.text("id")
                .orElseThrow(() -> new DecodingException("PostHog took an export in and gave it no id. Look for it "
                        + "under Data pipeline before you start another."));
        return read(id, body);
    }

    @Override
    public FileExport get(String id) {
        HttpCall call = HttpCall.get(RouteGroups.CRUD, ONE)
                .path("project", project.id())
                .path("export", id)
                .build();
        return read(id, Json.object(transport.send(call)));
    }

    @Override
    public FileExport await(String id, Duration timeout) {
        ClientSettings settings = transport.settings();
        Instant latest = settings.clock().instant().plus(timeout);
        Duration pause = FIRST_LOOK;
        FileExport export = get(id);
        while (export.isRunning() && settings.clock().instant().isBefore(latest)) {
            sleep(settings, pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            export = get(id);
        }
        if (export.isComplete()) return export;
        throw new ExportFailedException(export.isRunning() ? late(export, timeout) : failed(export));
    }

    private static String late(FileExport export, Duration timeout) {
        return "PostHog has not finished the export " + export.id() + " within " + timeout.toSeconds()
                + " s. It runs on: wait for it again, or cancel it.";
    }

    private static String failed(FileExport export) {
        String reason = export.error() == null ? "" : ": " + Redaction.clean(export.error());
        return "The export " + export.id() + " ended as " + export.status() + reason
                + ". Start it again, over a shorter " + "interval if it stays.";
    }

    @Override
    public InputStream open(String id, String file) {
        try {
            return follow(id, file).open();
        } catch (ApiException e) {
            // The address is good for a while only; asked for anew, it is a fresh one.
            if (!EXPIRED.contains(e.status()) || !e.failure().route().contains(STORE)) throw e;
            return follow(id, file).open();
        }
    }

    private Answer follow(String id, String file) {
        HttpCall ask = HttpCall.get(RouteGroups.CRUD, FILE)
                .path("project", project.id())
                .path("export", id)
                .path("file", file)
                .accept(302, 303, 307)
                .streamed()
                .build();
        Answer answer = transport.send(ask);
        if (answer.status() < 300) return answer;
        URI address = location(answer);
        return transport.send(
                HttpCall.download(RouteGroups.FILES, STORE, address).streamed().build());
    }

    private static URI location(Answer answer) {
        String location = answer.headers()
                .firstValue("location")
                .orElseThrow(() -> new DecodingException("PostHog named no address for an exported file. Try again."));
        try {
            return new URI(location);
        } catch (URISyntaxException e) {
            // Its query is a signature, and as good as a key.
            throw new DecodingException("PostHog named an exported file by something that is no address. Try again.");
        }
    }

    @Override
    public void cancel(String id) {
        // Cancelling twice cancels once.
        transport.send(HttpCall.write("POST", RouteGroups.CRUD, ONE + "cancel/")
                .path("project", project.id())
                .path("export", id)
                .replay(HttpCall.Replay.SAFE)
                .build());
    }

    private static FileExport read(String id, JsonObject body) {
        List<String> files = body.list("files").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
        return new FileExport(
                id,
                body.text("status").orElse("Starting"),
                files,
                body.text("error").orElse(null));
    }

    private static void sleep(ClientSettings settings, Duration pause) {
        try {
            settings.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting for an export", e);
        }
    }
}
