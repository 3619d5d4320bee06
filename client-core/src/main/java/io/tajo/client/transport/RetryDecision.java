package io.tajo.client.transport;

import io.tajo.client.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether a failed attempt is worth another one, and when. Stateless and safe for any thread. */
final class RetryDecision {
    private final RetrySettings settings;
    private final RandomGenerator random;

    RetryDecision(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Returns how long to wait before the next attempt, or empty if this failure is final. */
    Optional<Duration> after(Attempt failed, HttpCall call, int number, Duration elapsed) {
        int attempts = Math.min(settings.maxAttempts(), call.retryTable().maxAttempts());
        if (number >= attempts || !mayRepeat(failed, call)) return Optional.empty();
        Duration wait = backoff(number);
        if (failed instanceof Attempt.Refused refused && refused.serverWait().isPresent()) {
            // On top of what the server asks for, so that the jitter never knocks early.
            wait = refused.serverWait().get().plus(jitter(settings.baseDelay()));
        }
        // A wait cut to fit the budget would knock again before the server allows it: give up instead.
        return elapsed.plus(wait).compareTo(settings.budget()) > 0 ? Optional.empty() : Optional.of(wait);
    }

    private static boolean mayRepeat(Attempt failed, HttpCall call) {
        if (failed instanceof Attempt.Refused refused) {
            return call.retryTable().repeats(refused.answer().status(), call.replay());
        }
        return call.replay() == HttpCall.Replay.SAFE || !((Attempt.Broken) failed).mayHaveBeenSent();
    }

    private Duration backoff(int number) {
        long base = settings.baseDelay().toNanos();
        long max = settings.maxDelay().toNanos();
        int doublings = Math.min(number - 1, 30);
        long bound = base > (max >> doublings) ? max : base << doublings;
        return jitter(Duration.ofNanos(Math.min(bound, max)));
    }

    private Duration jitter(Duration bound) {
        return Duration.ofNanos(random.nextLong(Math.max(1, bound.toNanos())));
    }
}
