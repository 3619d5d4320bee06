package io.tajo.posthog.internal;

import io.tajo.posthog.capture.CaptureEvent;
import io.tajo.posthog.capture.CaptureReceipt;
import io.tajo.posthog.capture.RejectedEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of the events of one sending. For one thread. */
final class CaptureTally {
    private static final Logger LOG = LoggerFactory.getLogger(HttpCapture.class);
    /** 900 KiB: above it PostHog's pipeline drops events after it has taken them in. */
    static final int MAX_EVENT_BYTES = 900 * 1024;

    private int accepted;
    private int calls;
    private final Set<String> quotaLimited = new LinkedHashSet<>();
    private final List<RejectedEvent> rejected = new ArrayList<>();

    /** Returns whether an event is small enough to be sent; one that is not is noted. */
    boolean takes(CaptureEvent event, int bytes) {
        if (bytes <= MAX_EVENT_BYTES) return true;
        rejected.add(new RejectedEvent(
                event.uuid(),
                event.event(),
                "The event is " + bytes + " bytes of JSON; PostHog takes at most " + MAX_EVENT_BYTES
                        + ". Leave large properties out."));
        return false;
    }

    void accepted(int events, List<String> dropped) {
        accepted += events;
        calls++;
        if (!dropped.isEmpty() && quotaLimited.isEmpty()) {
            LOG.warn("PostHog drops {} of this project: its billing limit is reached", dropped);
        }
        quotaLimited.addAll(dropped);
    }

    CaptureReceipt receipt() {
        return new CaptureReceipt(accepted, calls, List.copyOf(quotaLimited), rejected);
    }
}
