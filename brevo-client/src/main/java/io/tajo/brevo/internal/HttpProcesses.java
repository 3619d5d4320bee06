package io.tajo.brevo.internal;

import io.tajo.brevo.processes.BackgroundProcess;
import io.tajo.brevo.processes.ProcessStatus;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.processes.RejectedRow;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.Paginator;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The processes routes. */
public final class HttpProcesses implements ProcessesApi {
    private static final String ROUTE = "/processes";
    private static final int PAGE = 50;
    /** What no address may hold: a percent sign that encodes nothing is one of them. */
    private static final Pattern UNSAFE = Pattern.compile("[^\\x21-\\x7e]+|[\"<>\\\\^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})");

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);
    /** Nothing, or the number of rows that stood there in older answers. */
    private static final Pattern NO_FILE = Pattern.compile("\\s*\\d*\\s*");
    /** A file of all eight megabytes of an import, rejected whole. */
    private static final int LARGEST_REJECT_FILE = 16 * 1024 * 1024;

    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpProcesses(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Optional<BackgroundProcess> get(long id) {
        HttpCall call = HttpCall.get(RouteGroups.OTHER, ROUTE + "/{processId}")
                .path("processId", String.valueOf(id))
                .build();
        try {
            return Optional.of(read(Json.object(transport.send(call))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<BackgroundProcess> recent() {
        HttpCall call = HttpCall.get(RouteGroups.OTHER, ROUTE)
                .query("limit", PAGE)
                .query("offset", 0)
                .query("sort", "desc")
                .build();
        return Json.object(transport.send(call)).objects("processes").stream()
                .map(HttpProcesses::read)
                .toList();
    }

    @Override
    public Paginator<BackgroundProcess> list() {
        return OffsetPages.list(
                "processes",
                offset -> transport.send(HttpCall.get(RouteGroups.OTHER, ROUTE)
                        .query("limit", PAGE)
                        .query("offset", offset)
                        .query("sort", "asc")
                        .build()),
                HttpProcesses::read);
    }

    @Override
    public Map<Long, BackgroundProcess> await(Collection<Long> ids, Duration timeout) {
        return new ProcessWatch(this, transport.settings()).await(ids, timeout);
    }

    @Override
    public List<RejectedRow> rejects(BackgroundProcess process) {
        List<RejectedRow> rows = new ArrayList<>();
        process.rejectFiles().forEach((reason, file) -> {
            Answer answer = transport.send(HttpCall.download(RouteGroups.FILES, BrevoErrors.FILE_ROUTE, file)
                    .maxBody(LARGEST_REJECT_FILE)
                    .build());
            rows.addAll(RejectFile.read(reason, answer, LARGEST_REJECT_FILE));
        });
        return rows;
    }

    private static BackgroundProcess read(JsonObject json) {
        return new BackgroundProcess(
                json.integer("id").orElse(0),
                json.text("name").orElse(""),
                new ProcessStatus(json.text("status").orElse("")),
                json.text("export_url").flatMap(HttpProcesses::address).orElse(null),
                rejectFiles(json));
    }

    /** Each entry is an address in newer answers, and was a number in older ones. */
    private static Map<String, URI> rejectFiles(JsonObject json) {
        Map<String, URI> files = new LinkedHashMap<>();
        JsonObject report =
                json.object("info").flatMap(info -> info.object("import")).orElse(JsonObject.empty());
        for (String reason : report.toMap().keySet()) {
            report.text(reason).flatMap(HttpProcesses::address).ifPresent(file -> files.put(reason, file));
        }
        return files;
    }

    private static Optional<URI> address(String text) {
        if (NO_FILE.matcher(text).matches()) return Optional.empty();
        if (!ADDRESS.matcher(text).matches()) throw noAddress();
        try {
            return Optional.of(URI.create(encoded(text)));
        } catch (IllegalArgumentException e) {
            throw noAddress();
        }
    }

    /** Passed over, the file's rows would count as imported. Its address opens it, so that no cause is named. */
    private static DecodingException noAddress() {
        return new DecodingException("Brevo named a process's file by something that is no address. Look at the "
                + "process in Brevo under Contacts > Import history.");
    }

    /** The keys of files come unencoded at times. */
    private static String encoded(String address) {
        return UNSAFE.matcher(address)
                .replaceAll(character -> URLEncoder.encode(character.group(), StandardCharsets.UTF_8)
                        .replace("+", "%20"));
    }
}
