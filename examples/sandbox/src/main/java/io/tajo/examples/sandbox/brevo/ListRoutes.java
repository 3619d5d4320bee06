package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of lists, folders and attributes. */
final class ListRoutes {
    private static final int LARGEST_PAGE = 50;

    private final BrevoState state;

    ListRoutes(BrevoState state) {
        this.state = state;
    }

    Reply lists(Request request) {
        return page("lists", state.lists().stream().map(ListRoutes::json).toList(), request);
    }

    Reply list(Request request) {
        return state.lists().stream()
                .filter(list -> String.valueOf(list.id()).equals(request.variable("listId")))
                .findFirst()
                .map(list -> Reply.json(200, json(list)))
                .orElseGet(() -> BrevoReplies.notFound("List ID does not exist"));
    }

    Reply createList(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("name") instanceof String name) || !(body.get("folderId") instanceof Number folder)) {
            return BrevoReplies.error(400, "missing_parameter", "name and folderId are required");
        }
        boolean exists = state.folders().stream().anyMatch(known -> known.id() == folder.longValue());
        if (!exists) return BrevoReplies.invalid("folderId is not valid");
        return Reply.json(201, Map.of("id", state.createList(name, folder.longValue())));
    }

    Reply contacts(Request request) {
        long listId = Long.parseLong(request.variable("listId"));
        int limit = request.number("limit", 50);
        if (limit > 500) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        List<Map<String, @Nullable Object>> members = state.contacts().stream()
                .filter(contact -> contact.listIds().contains(listId))
                .map(ContactRecord::json)
                .toList();
        return ContactRoutes.page("contacts", members, limit, request);
    }

    Reply folders(Request request) {
        return page("folders", state.folders().stream().map(ListRoutes::json).toList(), request);
    }

    Reply createFolder(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("name") instanceof String name)) {
            return BrevoReplies.error(400, "missing_parameter", "name is required");
        }
        return Reply.json(201, Map.of("id", state.createFolder(name)));
    }

    Reply attributes(Request request) {
        List<Map<String, Object>> attributes = state.attributes().entrySet().stream()
                .map(entry ->
                        Map.<String, Object>of("name", entry.getKey(), "category", "normal", "type", entry.getValue()))
                .toList();
        return Reply.json(200, Map.of("attributes", attributes));
    }

    Reply createAttribute(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("type") instanceof String type)) {
            return BrevoReplies.error(400, "missing_parameter", "No inputs in the body");
        }
        if (!state.addAttribute(request.variable("name"), type)) {
            return BrevoReplies.error(400, "duplicate_parameter", "Attribute name must be unique");
        }
        return Reply.empty(201);
    }

    private static Reply page(String field, List<Map<String, @Nullable Object>> all, Request request) {
        int limit = request.number("limit", 10);
        if (limit > LARGEST_PAGE) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        return ContactRoutes.page(field, all, limit, request);
    }

    private static Map<String, @Nullable Object> json(ListRecord list) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", list.id());
        json.put("name", list.name());
        if (list.folderId() != 0) json.put("folderId", list.folderId());
        json.put("uniqueSubscribers", 0);
        return json;
    }
}
