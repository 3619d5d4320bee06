package io.tajo.examples.sandbox.brevo;

import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.QuotaMeter;
import io.tajo.examples.sandbox.http.Reply;
import io.tajo.examples.sandbox.http.Request;
import io.tajo.examples.sandbox.http.Route;
import io.tajo.examples.sandbox.http.ServiceFront;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks key, IP address and quota, and writes the limit headers. */
public final class BrevoGuard implements ServiceFront.Guard {
    private final String key;
    private final boolean blocksIp;
    private final Map<String, QuotaMeter> quotas;

    /**
     * Creates a guard.
     *
     * @param key the API key
     * @param blocksIp whether this machine's address is not authorised
     * @param clock the time of the quotas
     * @param quirks tells how much of each quota another client of the account uses
     */
    public BrevoGuard(String key, boolean blocksIp, SandboxClock clock, BrevoQuirks quirks) {
        this.key = key;
        this.blocksIp = blocksIp;
        Duration hour = Duration.ofHours(1);
        this.quotas = Map.of(
                "contacts",
                        new QuotaMeter(clock).window(10, Duration.ofSeconds(1)).window(36_000, hour),
                "events",
                        new QuotaMeter(clock).window(10, Duration.ofSeconds(1)).window(36_000, hour),
                "other", new QuotaMeter(clock).window(100, hour));
        quotas.values().forEach(quota -> quota.sharedWith(quirks::othersShare));
    }

    @Override
    public Optional<Reply> refuse(Request request, Route route) {
        if (route.quota().equals("files")) return Optional.empty();
        return unauthorized(request.headers().get("api-key"))
                .or(() -> throttled(route))
                .map(refusal -> signed(route, refusal));
    }

    private Optional<Reply> unauthorized(@Nullable String given) {
        if (given == null) {
            return Optional.of(BrevoReplies.error(401, "unauthorized", "authentication not found in headers"));
        }
        if (!given.equals(key)) return Optional.of(BrevoReplies.error(401, "unauthorized", "Key not found"));
        if (!blocksIp) return Optional.empty();
        return Optional.of(BrevoReplies.error(
                401,
                "unauthorized",
                "We have detected you are using an unrecognised IP address 127.0.0.1. If you performed this action make "
                        + "sure to add the new IP address in your account"));
    }

    private Optional<Reply> throttled(Route route) {
        QuotaMeter meter = quotas.get(route.quota());
        if (meter == null || meter.take().isEmpty()) return Optional.empty();
        return Optional.of(BrevoReplies.error(429, "too_many_requests", "Too Many Requests"));
    }

    /** Adds what every answer of Brevo's carries. */
    Reply signed(Route route, Reply reply) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("sib-request-id", UUID.randomUUID().toString());
        QuotaMeter meter = quotas.get(route.quota());
        if (meter != null) {
            meter.tightest().ifPresent(standing -> {
                headers.put("x-sib-ratelimit-limit", String.valueOf(standing.limit()));
                headers.put("x-sib-ratelimit-remaining", String.valueOf(standing.remaining()));
                headers.put(
                        "x-sib-ratelimit-reset", String.valueOf(standing.reset().toSeconds() + 1));
            });
        }
        return reply.with(headers);
    }
}
