package io.tajo.posthog.insights;

/** Whether PostHog answers from its cache. */
public enum Refresh {
    /** Compute the answer anew. The default of everything here: a sync must not act on yesterday's answer. */
    FORCE_BLOCKING("force_blocking"),
    /** Compute the answer unless a recent one is at hand. */
    BLOCKING("blocking"),
    /** Never compute: the answer may be old, or missing. */
    FORCE_CACHE("force_cache");

    private final String wire;

    Refresh(String wire) {
        this.wire = wire;
    }

    /** {@return PostHog's word for it} */
    public String wire() {
        return wire;
    }
}
