package io.tajo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * The slots of one quota. A slot is taken by a call and comes back one window after the call's answer: the server counts
 * the call at some moment between its sending and its answer, so this is safe whatever the phase of the server's own
 * window and however long the call was on its way. Not safe for several threads; time is handed in.
 */
final class QuotaWindow {
    private Quota quota;
    private int inFlight;
    private final ArrayDeque<Instant> returns = new ArrayDeque<>();
    private int elsewhere;
    private Instant elsewhereUntil = Instant.MIN;

    QuotaWindow(Quota quota) {
        this.quota = quota;
    }

    Quota quota() {
        return quota;
    }

    void take() {
        inFlight++;
    }

    void answered(Instant now) {
        inFlight--;
        returns.addLast(now.plus(quota.window()));
    }

    /** Returns when a slot is free for a call that waits behind {@code ahead} others. */
    Instant freeFor(int ahead, Instant now, Duration whenUnknown) {
        expire(now);
        int missing = ahead + 1 - (quota.calls() - inFlight - returns.size() - elsewhere);
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
        int rounds = (calls - 1) / quota.calls();
        Instant inTheLastRound = freeFor((calls - 1) % quota.calls(), now, Duration.ZERO);
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
    void atMost(int remaining, Duration resetAfter, Instant now) {
        expire(now);
        int surplus = quota.calls() - inFlight - returns.size() - remaining;
        if (surplus <= elsewhere) return;
        elsewhere = surplus;
        elsewhereUntil = now.plus(resetAfter);
    }

    private void expire(Instant now) {
        while (!returns.isEmpty() && !returns.peekFirst().isAfter(now)) returns.removeFirst();
        if (!elsewhereUntil.isAfter(now)) elsewhere = 0;
    }
}
