package io.tajo.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimates how many calls other clients of the account make in one window of a second or less. Such a window is over before
 * a header about it has come back, so what others used of it lately stands for what they use of the next ones. Not safe
 * for several threads; time is handed in.
 *
 * <p>A header counts every call that the server had counted when it answered. What of those is certainly not ours is the
 * others'. The phase of the server's window is not known, so all calls of the last window count as ours: the difference
 * is right near the end of the server's window, and too small before. That is why the largest one of each stretch counts.
 */
final class ForeignCalls {
    /** Stretches of one window's length that the estimate is an average of. */
    private static final int STRETCHES = 8;
    /** How many windows a refusal is remembered. */
    private static final int REFUSALS_REMEMBERED = 60;
    /** By how much the headers' estimate may be too low at most; more than that is a client that has gone. */
    private static final int LARGEST_GAP = 2;

    private final Duration window;
    private final List<Instant> underWay = new ArrayList<>();
    private final ArrayDeque<Instant> answered = new ArrayDeque<>();
    private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
    private int refusedUnderWay;
    private int raisedTo;
    private Instant raisedAt = Instant.MIN;

    private record Stretch(Instant begin, int most) {}

    ForeignCalls(Duration window) {
        this.window = window;
    }

    void sent(Instant now) {
        underWay.add(now);
    }

    /** Learns that a call which was sent at that time is over. */
    void answered(Instant sent, Instant now) {
        underWay.remove(sent);
        if (refusedUnderWay > 0) {
            refusedUnderWay--;
        } else {
            answered.addLast(now);
        }
    }

    /** Learns what the answer to a call that is still under way said. */
    void seen(int limit, int remaining, boolean refused, Instant now) {
        if (refused && refusedUnderWay < underWay.size()) refusedUnderWay++;
        int others = Math.max(0, limit - remaining - ours(now));
        if (refused) raise(others, now);
        note(others, now);
    }

    /** Calls that kept to the estimate and are refused all the same show that it is too low. */
    private void raise(int others, Instant now) {
        int known = estimate(now);
        boolean again = raisedAt.plus(window).isAfter(now);
        if (others <= known && again) return;
        raisedTo = others > known ? others : known + 1;
        raisedAt = now;
    }

    /** Returns how many calls of a window the others are expected to use. */
    int estimate(Instant now) {
        while (!stretches.isEmpty() && !isRecent(stretches.getFirst().begin(), STRETCHES, now)) {
            stretches.removeFirst();
        }
        int sum = stretches.stream().mapToInt(Stretch::most).sum();
        int mean = stretches.isEmpty() ? 0 : (sum + stretches.size() - 1) / stretches.size();
        return isRecent(raisedAt, REFUSALS_REMEMBERED, now)
                ? Math.max(mean, Math.min(raisedTo, mean + LARGEST_GAP))
                : mean;
    }

    /** Counts the calls of ours that may be among those that the server counted when it answered. */
    private int ours(Instant now) {
        // The server wrote the header at some moment since the call was sent. A call that takes longer than a window
        // says nothing of use about it.
        Instant earliest = now;
        for (Instant sent : underWay) {
            if (sent.isBefore(earliest) && sent.plus(window).isAfter(now)) earliest = sent;
        }
        Instant begin = earliest.minus(window);
        while (!answered.isEmpty() && !answered.getFirst().isAfter(begin)) answered.removeFirst();
        // One at least: the call whose answer this is.
        return Math.max(1, underWay.size() - refusedUnderWay + answered.size());
    }

    private void note(int others, Instant now) {
        Stretch last = stretches.peekLast();
        if (last == null || !isRecent(last.begin(), 1, now)) {
            stretches.addLast(new Stretch(now, others));
        } else if (others > last.most()) {
            stretches.removeLast();
            stretches.addLast(new Stretch(last.begin(), others));
        }
    }

    private boolean isRecent(Instant then, int windows, Instant now) {
        return then.isAfter(now.minus(window.multipliedBy(windows)));
    }
}
