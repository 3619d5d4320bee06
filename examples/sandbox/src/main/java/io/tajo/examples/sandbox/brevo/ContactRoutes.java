package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contacts routes. */
final class ContactRoutes {
    private static final int LARGEST_IMPORT = 10 * 1024 * 1024;

    private final BrevoState state;

    ContactRoutes(BrevoState state) {
        this.state = state;
    }

    Reply upsert(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        Object email = body.get("email");
        if (!BrevoState.isAddress(email)) return BrevoReplies.invalid("Invalid email address");
        String extId = body.get("ext_id") instanceof String text ? text : null;
        boolean exists = state.contact(String.valueOf(email)).isPresent();
        if (exists && !Boolean.TRUE.equals(body.get("updateEnabled"))) return duplicate("email");
        if (extId != null && clashes(extId, String.valueOf(email))) return duplicate("ext_id");
        if (badDate(body)) return BrevoReplies.invalid("invalid date format");
        Optional<Long> created = state.upsert(String.valueOf(email), extId, body);
        return created.map(id -> Reply.json(201, Map.of("id", id))).orElseGet(() -> Reply.empty(204));
    }

    Reply get(Request request) {
        return find(request)
                .map(contact -> Reply.json(200, contact.copy().json()))
                .orElseGet(() -> BrevoReplies.notFound("Contact does not exist"));
    }

    Reply update(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        if (badDate(body)) return BrevoReplies.invalid("invalid date format");
        Optional<MutableContact> contact = find(request);
        contact.ifPresent(found -> state.change(found, body));
        return contact.isPresent() ? Reply.empty(204) : BrevoReplies.notFound("Contact does not exist");
    }

    Reply delete(Request request) {
        Optional<MutableContact> contact = find(request);
        contact.ifPresent(found -> state.deleteContact(found.email));
        return contact.isPresent() ? Reply.empty(204) : BrevoReplies.notFound("Contact does not exist");
    }

    Reply list(Request request) {
        int limit = request.number("limit", 50);
        if (limit > 1_000) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        boolean newestFirst = !request.param("sort").orElse("desc").equals("asc");
        BrevoState.ContactPage page =
                state.page(contact -> matches(contact, request), newestFirst, request.number("offset", 0), limit);
        List<Map<String, @Nullable Object>> contacts =
                page.contacts().stream().map(ContactRecord::json).toList();
        return Reply.json(200, Map.of("count", page.count(), "contacts", contacts));
    }

    Reply importAll(Request request) throws IOException {
        if (request.body().length > LARGEST_IMPORT) return BrevoReplies.error(413, "bad_request", "payload too large");
        Map<String, Object> body = Json.object(request.body());
        if (!(body.get("jsonBody") instanceof List<?> given) || given.isEmpty()) {
            return BrevoReplies.error(400, "missing_parameter", "fileUrl, fileBody or jsonBody is required");
        }
        List<Long> lists = BrevoState.numbers(body.get("listIds"));
        if (lists.isEmpty() || !lists.stream().allMatch(state::hasList)) {
            return BrevoReplies.invalid("listIds should be an array of existing list ids");
        }
        List<Map<?, ?>> rows = new ArrayList<>();
        for (Object row : given) if (row instanceof Map<?, ?> fields) rows.add(fields);
        boolean quiet = Boolean.TRUE.equals(body.get("disableNotification"));
        return Reply.json(202, Map.of("processId", state.startImport(lists, rows, quiet)));
    }

    static Reply page(String field, List<? extends @Nullable Object> all, int limit, Request request) {
        int offset = request.number("offset", 0);
        List<?> page = all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
        return Reply.json(200, Map.of("count", all.size(), field, page));
    }

    private Optional<MutableContact> find(Request request) {
        return state.find(
                request.variable("identifier"), request.param("identifierType").orElse("email_id"));
    }

    private boolean clashes(String extId, String email) {
        return state.ownerOfExtId(extId)
                .filter(owner -> !owner.equalsIgnoreCase(email.strip()))
                .isPresent();
    }

    private boolean badDate(Map<String, Object> body) {
        return body.get("attributes") instanceof Map<?, ?> values && state.isBadDate(values);
    }

    private static boolean matches(MutableContact contact, Request request) {
        boolean inList = request.param("listIds")
                .map(id -> contact.lists.contains(Long.valueOf(id)))
                .orElse(true);
        boolean modified = request.param("modifiedSince")
                .map(since ->
                        !contact.modifiedAt.isBefore(OffsetDateTime.parse(since).toInstant()))
                .orElse(true);
        boolean created = request.param("createdSince")
                .map(since ->
                        !contact.createdAt.isBefore(OffsetDateTime.parse(since).toInstant()))
                .orElse(true);
        return inList && modified && created;
    }

    private static Reply duplicate(String identifier) {
        return Reply.json(
                400,
                Map.of(
                        "code",
                        "duplicate_parameter",
                        "message",
                        "Unable to create contact, " + identifier + " is already associated with another Contact",
                        "metadata",
                        Map.of("duplicate_identifiers", List.of(identifier))));
    }
}
