package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of lists, folders and attributes. */
final class ListRoutes {
    private static final int LARGEST_PAGE = 50;
    private static final int MOST_AT_ONCE = 150;

    private final BrevoState state;

    ListRoutes(BrevoState state) {
        this.state = state;
    }

    Reply lists(Request request) {
        return page("lists", state.lists().stream().map(this::listJson).toList(), request);
    }

    Reply list(Request request) {
        return state.lists().stream()
                .filter(list -> String.valueOf(list.id()).equals(request.variable("listId")))
                .findFirst()
                .map(list -> Reply.json(200, listJson(list)))
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
        if (!state.hasList(listId)) return BrevoReplies.notFound("List ID does not exist");
        return ContactRoutes.page(state, request, 500, filter -> filter.in(listId));
    }

    Reply addContacts(Request request) throws IOException {
        return change(request, "Contact already in list and/or does not exist", state::enter);
    }

    Reply removeContacts(Request request) throws IOException {
        return change(request, "Contact already removed from list and/or does not exist", state::leave);
    }

    /** Changes who is in a list. */
    private interface Change {
        List<Object> of(long list, List<Identified> members);
    }

    private Reply change(Request request, String nobody, Change change) throws IOException {
        long list = Long.parseLong(request.variable("listId"));
        if (!state.hasList(list)) return BrevoReplies.notFound("List ID does not exist");
        Map<String, Object> body = Json.object(request.body());
        List<Identified> members = new ArrayList<>();
        Map.of("emails", "email_id", "ids", "contact_id", "extIds", "ext_id").forEach((field, type) -> {
            if (!(body.get(field) instanceof List<?> identifiers)) return;
            for (Object identifier : identifiers) members.add(new Identified(identifier, type));
        });
        if (members.size() > MOST_AT_ONCE) return BrevoReplies.invalid("Only 150 contacts are allowed at a time");
        List<Object> changed = change.of(list, members);
        if (changed.isEmpty()) return BrevoReplies.invalid(nobody);
        List<Object> failed = new ArrayList<>();
        for (Identified member : members) {
            if (!changed.contains(member.identifier())) failed.add(member.identifier());
        }
        return Reply.json(201, Map.of("contacts", Map.of("success", changed, "failure", failed)));
    }

    Reply folders(Request request) {
        return page(
                "folders", state.folders().stream().map(ListRoutes::folderJson).toList(), request);
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

    private Map<String, @Nullable Object> listJson(ListRecord list) {
        Map<String, @Nullable Object> json = folderJson(list);
        json.put("folderId", list.folderId());
        json.put("uniqueSubscribers", state.members(list.id()));
        // These two Brevo no longer counts.
        json.put("totalSubscribers", 0);
        json.put("totalBlacklisted", 0);
        return json;
    }

    private static Map<String, @Nullable Object> folderJson(ListRecord folder) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", folder.id());
        json.put("name", folder.name());
        json.put("uniqueSubscribers", 0);
        return json;
    }
}
