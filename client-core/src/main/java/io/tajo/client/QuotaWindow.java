package io.tajo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The slots of one quota. A slot is taken by a call and comes back one window after the call's answer: the server counts
 * the call at some moment between its sending and its answer, so this is safe whatever the phase of the server's own
 * window and however long the call was on its way. Calls of other clients of the account take slots too, as far as the server's headers
 * tell of them. Not safe for several threads; time is handed in.
 */
final class QuotaWindow {
    /** A header about a longer window is news until that window ends; about a shorter one it comes too late for that. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private Quota quota;
    private final Optional<ForeignCalls> foreign;
    private Instant lastTaken = Instant.MIN;
    private int inFlight;
    private final ArrayDeque<Instant> returns = new ArrayDeque<>();
    private int elsewhere;
    private Instant elsewhereUntil = Instant.MIN;

    QuotaWindow(Quota quota) {
        this.quota = quota;
        this.foreign =
                quota.window().compareTo(SHORT) > 0 ? Optional.empty() : Optional.of(new ForeignCalls(quota.window()));
    }

    Quota quota() {
        return quota;
    }

    void take(Instant now) {
        inFlight++;
        lastTaken = now;
        foreign.ifPresent(calls -> calls.sent(now));
    }

    /** Learns that the call which took its slot at {@code taken} is over. */
    void answered(Instant taken, Instant now) {
        inFlight--;
        returns.addLast(now.plus(quota.window()));
        foreign.ifPresent(calls -> calls.answered(taken, now));
    }

    /** Returns when a slot is free for a call that waits behind {@code ahead} others. */
    Instant freeFor(int ahead, Instant now, Duration whenUnknown) {
        Instant slot = slotFor(ahead, now, whenUnknown);
        int others = foreign.map(calls -> calls.estimate(now)).orElse(0);
        if (others == 0 || lastTaken.equals(Instant.MIN)) return slot;
        // Spread over most of the window, so that the others find room in each part of it too. The rest makes up for
        // threads
        // that wake late.
        Duration step = quota.window().multipliedBy(9).dividedBy(10L * capacity(now));
        Instant turn = lastTaken.plus(step.multipliedBy(ahead + 1));
        return turn.isAfter(slot) ? turn : slot;
    }

    private Instant slotFor(int ahead, Instant now, Duration whenUnknown) {
        expire(now);
        int missing = ahead + 1 - (capacity(now) - inFlight - returns.size() - elsewhere);
        if (missing <= 0) return now;
        boolean othersCounted = elsewhere == 0;
        for (Instant slot : returns) {
            if (!othersCounted && !elsewhereUntil.isAfter(slot)) {
                othersCounted = true;
                missing -= elsewhere;
                if (missing <= 0) return elsewhereUntil;
            }
            if (--missing == 0) return slot;
        }
        if (!othersCounted && missing <= elsewhere) return elsewhereUntil;
        // The slot is that of a call whose answer has no known time: look again shortly. But slots come back in the
        // order
        // of their answers, so that it is none of those that are known to come back.
        Instant shortly = now.plus(whenUnknown);
        Instant last = returns.isEmpty() ? shortly : returns.getLast();
        return last.isAfter(shortly) ? last : shortly;
    }

    /** Returns when the last of so many calls finds a slot, were each of them answered at once. */
    Instant freeForAll(int calls, Instant now) {
        int capacity = capacity(now);
        int rounds = (calls - 1) / capacity;
        Instant inTheLastRound = freeFor((calls - 1) % capacity, now, Duration.ZERO);
        return inTheLastRound.plus(quota.window().multipliedBy(rounds));
    }

    /** Returns how many calls were answered within the window that ends now. */
    int spent(Instant now) {
        expire(now);
        return returns.size();
    }

    /** Learns that the server allows another number of calls in this window. */
    void resize(int calls) {
        quota = new Quota(calls, quota.window());
    }

    /** Learns how many calls the server still allows until its window ends; others may be using the account too. */
    void learn(RateLimitSignal signal, Instant now) {
        OptionalInt remaining = signal.throttled() ? OptionalInt.of(0) : signal.remaining();
        if (remaining.isEmpty()) return;
        if (foreign.isPresent()) {
            foreign.get().seen(quota.calls(), remaining.getAsInt(), signal.throttled(), now);
        } else if (signal.resetAfter().isPresent()) {
            atMost(remaining.getAsInt(), signal.resetAfter().get(), now);
        }
    }

    private void atMost(int remaining, Duration resetAfter, Instant now) {
        expire(now);
        int surplus = quota.calls() - inFlight - returns.size() - remaining;
        if (surplus <= elsewhere) return;
        elsewhere = surplus;
        elsewhereUntil = now.plus(resetAfter);
    }

    /** Returns how many slots there are; one at least, or nothing would ever be heard of the server again. */
    private int capacity(Instant now) {
        return foreign.map(calls -> Math.max(1, quota.calls() - calls.estimate(now)))
                .orElse(quota.calls());
    }

    private void expire(Instant now) {
        while (!returns.isEmpty() && !returns.peekFirst().isAfter(now)) returns.removeFirst();
        if (!elsewhereUntil.isAfter(now)) elsewhere = 0;
    }
}
