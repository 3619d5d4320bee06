package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import io.tajo.examples.sandbox.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The routes of Brevo that the sandbox answers. */
public final class BrevoRoutes {
    private BrevoRoutes() {}

    /**
     * Returns the routes.
     *
     * @param state what they read and write
     * @param guard writes the limit headers
     * @param fileBase the address that files are found below
     * @return the routes
     */
    public static List<Route> of(BrevoState state, BrevoGuard guard, Supplier<String> fileBase) {
        ContactRoutes contacts = new ContactRoutes(state);
        // Each sandbox is an account of its own.
        String organization = UUID.randomUUID().toString();
        ListRoutes lists = new ListRoutes(state);
        EventRoutes events = new EventRoutes(state);
        ProcessRoutes processes = new ProcessRoutes(state, fileBase);
        List<Route> routes = List.of(
                // The fixed paths come before those with names in them.
                new Route("GET", "/contacts/attributes", "contacts", lists::attributes),
                new Route("POST", "/contacts/attributes/normal/{name}", "contacts", lists::createAttribute),
                new Route("GET", "/contacts/lists", "contacts", lists::lists),
                new Route("POST", "/contacts/lists", "contacts", lists::createList),
                new Route("GET", "/contacts/lists/{listId}", "contacts", lists::list),
                new Route("GET", "/contacts/lists/{listId}/contacts", "contacts", lists::contacts),
                new Route("POST", "/contacts/lists/{listId}/contacts/add", "contacts", lists::addContacts),
                new Route("POST", "/contacts/lists/{listId}/contacts/remove", "contacts", lists::removeContacts),
                new Route("POST", "/events", "events", events::send),
                new Route("POST", "/events/batch", "events", events::sendAll),
                new Route("GET", "/events", "other", events::list),
                new Route("GET", "/contacts/folders", "contacts", lists::folders),
                new Route("POST", "/contacts/folders", "contacts", lists::createFolder),
                new Route("POST", "/contacts/import", "contacts", contacts::importAll),
                new Route("GET", "/contacts", "contacts", contacts::list),
                new Route("POST", "/contacts", "contacts", contacts::upsert),
                new Route("GET", "/contacts/{identifier}", "contacts", contacts::get),
                new Route("PUT", "/contacts/{identifier}", "contacts", contacts::update),
                new Route("DELETE", "/contacts/{identifier}", "contacts", contacts::delete),
                new Route("GET", "/processes", "other", processes::list),
                new Route("GET", "/processes/{processId}", "other", processes::get),
                new Route("GET", "/account", "other", request -> account(organization)),
                new Route(
                        "GET",
                        "/files/{processId}/invalid_emails.csv",
                        "files",
                        request -> processes.rejectFile(request, ImportJob.INVALID_EMAILS)),
                new Route(
                        "GET",
                        "/files/{processId}/duplicate_phone_id.csv",
                        "files",
                        request -> processes.rejectFile(request, ImportJob.DUPLICATE_PHONES)));
        return routes.stream().map(route -> signed(route, guard)).toList();
    }

    private static Route signed(Route route, BrevoGuard guard) {
        return new Route(
                route.method(),
                route.template(),
                route.quota(),
                request -> guard.signed(route, answer(route, request)));
    }

    private static Reply answer(Route route, Request request) throws IOException {
        return route.handler().answer(request);
    }

    private static Reply account(String organization) {
        return Reply.json(
                200,
                Map.of(
                        "organization_id",
                        organization,
                        "companyName",
                        "Sandbox",
                        "email",
                        "owner@sandbox.example",
                        "plan",
                        List.of(Map.of("type", "free"))));
    }
}
