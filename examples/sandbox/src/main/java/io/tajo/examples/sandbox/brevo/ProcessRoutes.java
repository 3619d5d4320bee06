package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes of processes and of the files that they make. */
final class ProcessRoutes {
    private final BrevoState state;
    private final Supplier<String> fileBase;

    ProcessRoutes(BrevoState state, Supplier<String> fileBase) {
        this.state = state;
        this.fileBase = fileBase;
    }

    Reply list(Request request) {
        int limit = request.number("limit", 10);
        if (limit > 50) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        List<Map<String, @Nullable Object>> all = new ArrayList<>(state.processes(fileBase.get()));
        if (!request.param("sort").orElse("desc").equals("asc")) Collections.reverse(all);
        return ContactRoutes.page("processes", all, limit, request);
    }

    Reply get(Request request) {
        return state.processes(fileBase.get()).stream()
                .filter(process -> String.valueOf(process.get("id")).equals(request.variable("processId")))
                .findFirst()
                .map(process -> Reply.json(200, process))
                .orElseGet(() -> BrevoReplies.error(404, "invalid_parameter", "processId is invalid"));
    }

    Reply rejectFile(Request request, String file) {
        return state.rejectFile(Long.parseLong(request.variable("processId")), file)
                .map(csv -> Reply.text(200, csv, "text/csv"))
                .orElseGet(() -> Reply.empty(404));
    }
}
