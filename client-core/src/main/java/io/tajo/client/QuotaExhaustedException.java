package io.tajo.client;

import java.time.Instant;

/** A quota is used up for longer than the caller is ready to wait. Nothing was sent; come back at {@link #resumeAt}. */
public final class QuotaExhaustedException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient RouteGroup group;
    private final transient Instant resumeAt;

    /**
     * Creates the exception.
     *
     * @param group the routes whose quota is used up
     * @param resumeAt when the next call may be sent
     */
    public QuotaExhaustedException(RouteGroup group, Instant resumeAt) {
        super("The quota of the " + group + " routes is used up until " + resumeAt + ". Call again then, or allow a "
                + "longer wait with maxQuotaWait(...).");
        this.group = group;
        this.resumeAt = resumeAt;
    }

    /** {@return the routes whose quota is used up} */
    public RouteGroup group() {
        return group;
    }

    /** {@return when the next call may be sent} */
    public Instant resumeAt() {
        return resumeAt;
    }
}
