package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Json;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
        if (!ContactBook.isAddress(body.get("email"))) return BrevoReplies.invalid("Invalid email address");
        String email = String.valueOf(body.get("email"));
        Optional<ContactRecord> known = state.find(email, "email_id");
        boolean update = Boolean.TRUE.equals(body.get("updateEnabled"));
        List<String> clashes =
                new ArrayList<>(state.clashes(known.map(ContactRecord::id).orElse(null), body));
        if (known.isPresent() && !update) clashes.add(0, "email");
        return refusal(clashes, body)
                .orElseGet(() -> state.upsert(email, body)
                        .map(id -> Reply.json(201, Map.of("id", id)))
                        .orElseGet(() -> Reply.empty(204)));
    }

    Reply get(Request request) {
        return find(request)
                .map(contact -> Reply.json(200, contact.json()))
                .orElseGet(() -> BrevoReplies.notFound("Contact does not exist"));
    }

    Reply update(Request request) throws IOException {
        Map<String, Object> body = Json.object(request.body());
        Optional<ContactRecord> contact = find(request);
        if (contact.isEmpty()) return BrevoReplies.notFound("Contact does not exist");
        boolean badAddress = body.get("attributes") instanceof Map<?, ?> values
                && values.get("EMAIL") != null
                && !ContactBook.isAddress(values.get("EMAIL"));
        if (badAddress) return BrevoReplies.invalid("Invalid email address");
        long id = contact.get().id();
        Optional<Reply> refusal = refusal(state.clashes(id, body), body);
        if (refusal.isEmpty()) state.change(id, body);
        return refusal.orElseGet(() -> Reply.empty(204));
    }

    Reply delete(Request request) {
        Optional<ContactRecord> contact = find(request);
        contact.ifPresent(found -> state.deleteContact(found.email()));
        return contact.isPresent() ? Reply.empty(204) : BrevoReplies.notFound("Contact does not exist");
    }

    Reply list(Request request) {
        return page(state, request, 1_000, filter -> filter);
    }

    /** Answers a page of those contacts that a request asks for. */
    static Reply page(BrevoState state, Request request, int mostAtOnce, UnaryOperator<ContactFilter> narrowed) {
        int limit = request.number("limit", 50);
        if (limit > mostAtOnce) return BrevoReplies.error(400, "out_of_range", "limit exceeds max value");
        boolean newestFirst = !request.param("sort").orElse("desc").equals("asc");
        try {
            ContactFilter filter = narrowed.apply(ContactFilter.of(request));
            return Reply.json(
                    200,
                    state.page(filter, newestFirst, request.number("offset", 0), limit)
                            .json());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return BrevoReplies.invalid(String.valueOf(e.getMessage()));
        }
    }

    Reply importAll(Request request) throws IOException {
        if (request.body().length > LARGEST_IMPORT) return BrevoReplies.error(413, "bad_request", "payload too large");
        Map<String, Object> body = Json.object(request.body());
        List<Map<?, ?>> rows = rows(body);
        if (rows.isEmpty()) {
            return BrevoReplies.error(400, "missing_parameter", "fileUrl, fileBody or jsonBody is required");
        }
        List<Long> lists = ContactChanges.numbers(body.get("listIds"));
        if (lists.isEmpty() || !lists.stream().allMatch(state::hasList)) {
            return BrevoReplies.invalid("listIds should be an array of existing list ids");
        }
        boolean empties = Boolean.TRUE.equals(body.get("emptyContactsAttributes"));
        boolean quiet = Boolean.TRUE.equals(body.get("disableNotification"));
        return Reply.json(202, Map.of("processId", state.startImport(lists, rows, quiet, empties)));
    }

    private static List<Map<?, ?>> rows(Map<String, Object> body) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (body.get("jsonBody") instanceof List<?> given) {
            for (Object row : given) if (row instanceof Map<?, ?> fields) rows.add(fields);
        } else if (body.get("fileBody") instanceof String csv) {
            rows.addAll(CsvRows.read(csv));
        }
        return rows;
    }

    static Reply page(String field, List<? extends @Nullable Object> all, int limit, Request request) {
        int offset = request.number("offset", 0);
        List<?> page = all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
        return Reply.json(200, Map.of("count", all.size(), field, page));
    }

    /** Without a type Brevo takes digits for its own number, also where they are somebody's external id. */
    private Optional<ContactRecord> find(Request request) {
        String identifier = request.variable("identifier");
        String guess = identifier.matches("\\d+") ? "contact_id" : "email_id";
        return state.find(identifier, request.param("identifierType").orElse(guess));
    }

    private Optional<Reply> refusal(List<String> clashes, Map<String, Object> body) {
        if (!clashes.isEmpty()) return Optional.of(duplicate(clashes));
        Map<?, ?> values = body.get("attributes") instanceof Map<?, ?> given ? given : Map.of();
        if (AttributeRules.isBadPhone(values.get("SMS")))
            return Optional.of(BrevoReplies.invalid("Invalid phone number"));
        return state.isBadDate(values) ? Optional.of(BrevoReplies.invalid("invalid date format")) : Optional.empty();
    }

    private static Reply duplicate(List<String> identifiers) {
        return Reply.json(
                400,
                Map.of(
                        "code",
                        "duplicate_parameter",
                        "message",
                        "Unable to create contact, " + String.join(", ", identifiers)
                                + " is already associated with another Contact",
                        "metadata",
                        Map.of("duplicate_identifiers", identifiers)));
    }
}
