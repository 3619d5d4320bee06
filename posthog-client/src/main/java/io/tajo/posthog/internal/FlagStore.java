package io.tajo.posthog.internal;

import io.tajo.client.ApiException;
import io.tajo.client.ClientException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;
import io.tajo.posthog.evaluation.Definitions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The definitions of a client's flags, and when to fetch them anew. Safe for any thread: one at a time fetches. */
public final class FlagStore {
    private static final Logger LOG = LoggerFactory.getLogger(FlagStore.class);
    /** A minute: how much longer than the interval the wait after failures gets. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 20;
    private static final int BILLING_LIMIT = 402;

    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile @Nullable Fetched latest;
    private volatile int failures;
    private volatile Instant retryAt = Instant.MIN;

    /**
     * Creates a store without definitions.
     *
     * @param clock tells how old definitions are
     */
    public FlagStore(Clock clock) {
        this.clock = clock;
    }

    /** Definitions, and what is needed to ask whether they changed. */
    private record Fetched(
            Definitions definitions, @Nullable String etag, Instant at) {}

    Instant now() {
        return clock.instant();
    }

    @Nullable
    Instant fetchedAt() {
        Fetched fetched = latest;
        return fetched == null ? null : fetched.at();
    }

    /** Returns the definitions, fetched if they were not yet. */
    Definitions definitions(FlagCalls calls) {
        Fetched fetched = latest;
        if (fetched != null) return fetched.definitions();
        fetching.lock();
        try {
            fetched = latest;
            if (fetched == null) fetched = fetch(calls, null);
            return fetched.definitions();
        } finally {
            fetching.unlock();
        }
    }

    /** Returns the definitions, fetched anew if they are older than that and no other thread fetches them. */
    Definitions definitions(FlagCalls calls, Duration maxAge) {
        Fetched fetched = latest;
        if (fetched == null) return definitions(calls);
        boolean old = !now().isBefore(fetched.at().plus(maxAge)) && !now().isBefore(retryAt);
        if (!old || !fetching.tryLock()) return fetched.definitions();
        try {
            return fetch(calls, latest).definitions();
        } catch (ClientException e) {
            postpone(maxAge, e);
            return definitionsAfterFailure(e);
        } finally {
            fetching.unlock();
        }
    }

    boolean refresh(FlagCalls calls) {
        fetching.lock();
        try {
            Fetched before = latest;
            return fetch(calls, before).definitions() != (before == null ? null : before.definitions());
        } finally {
            fetching.unlock();
        }
    }

    private Fetched fetch(FlagCalls calls, @Nullable Fetched before) {
        try {
            Answer answer = calls.definitions(before == null ? null : before.etag());
            Fetched fetched = before != null && answer.status() == 304
                    ? new Fetched(
                            before.definitions(),
                            answer.headers().firstValue("etag").orElse(before.etag()),
                            now())
                    : new Fetched(
                            compile(Json.object(answer)),
                            answer.headers().firstValue("etag").orElse(null),
                            now());
            latest = fetched;
            failures = 0;
            retryAt = Instant.MIN;
            warned.set(false);
            return fetched;
        } catch (ApiException e) {
            if (e.status() == BILLING_LIMIT) latest = none();
            throw e;
        }
    }

    private static Definitions compile(JsonObject body) {
        // An answer without flags is not PostHog's, and would switch all flags off.
        if (body.list("flags").isEmpty()) throw FlagCalls.noFlags("GET /flags/definitions", "flags");
        return Definitions.compile(body);
    }

    private void postpone(Duration maxAge, ClientException failure) {
        int soFar = failures + 1;
        failures = soFar;
        Duration doubled = maxAge.multipliedBy(1L << Math.min(soFar, MAX_DOUBLINGS));
        Duration longest = maxAge.plus(LONGEST_DELAY);
        retryAt = now().plus(doubled.compareTo(longest) < 0 ? doubled : longest);
        if (warned.compareAndSet(false, true)) {
            LOG.warn(
                    "feature flag definitions could not be refreshed, which is due every {}; {}",
                    maxAge,
                    failure.getMessage());
        }
    }

    private Definitions definitionsAfterFailure(ClientException failure) {
        Fetched fetched = latest;
        if (fetched == null) throw failure;
        return fetched.definitions();
    }

    private Fetched none() {
        return new Fetched(Definitions.withheld(), null, now());
    }
}
