package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.client.Paginator;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.exports.Backfill;
import io.tajo.posthog.exports.BatchExport;
import io.tajo.posthog.exports.BatchExportRun;
import io.tajo.posthog.exports.BatchExportsApi;
import io.tajo.posthog.exports.NewBatchExport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** The routes of exports on a schedule. */
final class HttpBatchExports implements BatchExportsApi {
    private static final String ALL = "/api/projects/{project}/batch_exports/";
    private static final String ONE = ALL + "{export}/";
    private static final int PAGE = 100;
    private static final Set<String> BY_DAYS = Set.of("day", "week");

    private final Transport transport;
    private final Project project;

    HttpBatchExports(Transport transport, Project project) {
        this.transport = transport;
        this.project = project;
    }

    @Override
    public Paginator<BatchExport> list() {
        return new NextPages<>(transport, RouteGroups.CRUD, ALL, BatchExportReader::export, BatchExport::id)
                .from(PAGE, call -> call.path("project", project.id()));
    }

    @Override
    public BatchExport get(String id) {
        return BatchExportReader.export(send(one(HttpCall.get(RouteGroups.CRUD, ONE), id)));
    }

    @Override
    public BatchExport create(NewBatchExport export) {
        return BatchExportReader.export(send(HttpCall.write("POST", RouteGroups.CRUD, ALL)
                .path("project", project.id())
                .json(Json.write(export.toMap()))));
    }

    @Override
    public void pause(String id) {
        // Paused twice is paused.
        send(one(post("pause/"), id).replay(HttpCall.Replay.SAFE));
    }

    @Override
    public void unpause(String id, boolean backfill) {
        HttpCall.Replay replay = backfill ? HttpCall.Replay.ONLY_IF_UNSENT : HttpCall.Replay.SAFE;
        send(one(post("unpause/"), id)
                .json(Json.write(Map.of("backfill", backfill)))
                .replay(replay));
    }

    @Override
    public Backfill backfill(BatchExport export, Instant from, Instant to) {
        boolean days = export.interval() != null && BY_DAYS.contains(export.interval());
        Map<String, String> interval = Map.of("start_at", moment(from, days), "end_at", moment(to, days));
        return BatchExportReader.backfill(
                send(one(post("backfills/"), export.id()).json(Json.write(interval))));
    }

    private static String moment(Instant moment, boolean asDay) {
        return asDay ? moment.atZone(ZoneOffset.UTC).toLocalDate().toString() : moment.toString();
    }

    @Override
    public Paginator<Backfill> backfills(String id) {
        return new NextPages<>(
                        transport, RouteGroups.CRUD, ONE + "backfills/", BatchExportReader::backfill, Backfill::id)
                .from(PAGE, call -> one(call, id));
    }

    @Override
    public Paginator<BatchExportRun> runs(String id, Instant after, Instant before) {
        return new NextPages<>(transport, RouteGroups.CRUD, ONE + "runs/", BatchExportReader::run, BatchExportRun::id)
                .from(PAGE, call -> one(call, id).query("after", after).query("before", before));
    }

    private HttpCall.Builder one(HttpCall.Builder call, String id) {
        return call.path("project", project.id()).path("export", id);
    }

    private static HttpCall.Builder post(String action) {
        return HttpCall.write("POST", RouteGroups.CRUD, ONE + action);
    }

    private JsonObject send(HttpCall.Builder call) {
        return Json.object(transport.send(call.build()));
    }
}
