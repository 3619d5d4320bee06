package io.tajo.posthog.capture;

import java.util.List;

/**
 * What PostHog took in. Taken in is not yet stored: PostHog works through events in its own time.
 *
 * @param accepted how many events PostHog took in
 * @param calls how many calls that took
 * @param quotaLimited what PostHog dropped because the project's billing limit is reached, in its words, such as
 *     {@code events}; empty if nothing
 * @param rejected events that were not sent, with the reason
 */
public record CaptureReceipt(int accepted, int calls, List<String> quotaLimited, List<RejectedEvent> rejected) {

    /**
     * Copies the lists.
     *
     * @param accepted how many events PostHog took in
     * @param calls how many calls that took
     * @param quotaLimited what PostHog dropped because the project's billing limit is reached
     * @param rejected events that were not sent, with the reason
     */
    public CaptureReceipt {
        quotaLimited = List.copyOf(quotaLimited);
        rejected = List.copyOf(rejected);
    }
}
