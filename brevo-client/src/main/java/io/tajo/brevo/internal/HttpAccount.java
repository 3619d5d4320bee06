package io.tajo.brevo.internal;

import io.tajo.brevo.account.Account;
import io.tajo.brevo.account.AccountApi;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.util.List;

/** The account route. */
public final class HttpAccount implements AccountApi {
    private final Transport transport;

    /**
     * Creates the area.
     *
     * @param transport sends the calls
     */
    public HttpAccount(Transport transport) {
        this.transport = transport;
    }

    @Override
    public Account get() {
        JsonObject body = Json.object(
                transport.send(HttpCall.get(RouteGroups.OTHER, "/account").build()));
        List<String> plans = body.objects("plan").stream()
                .flatMap(plan -> plan.text("type").stream())
                .toList();
        return new Account(
                body.text("companyName").orElse(""),
                plans,
                body.bool("enterprise").orElse(false),
                body.text("organization_id").orElse(""));
    }
}
