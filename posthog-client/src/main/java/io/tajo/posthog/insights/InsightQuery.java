package io.tajo.posthog.insights;

import org.jspecify.annotations.Nullable;

/** Which insights to list. Immutable: each method returns a changed copy. */
public final class InsightQuery {
    /** A hundred, as PostHog has it. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    private final int pageSize;
    private final @Nullable String shortId;

    private InsightQuery(int pageSize, @Nullable String shortId) {
        this.pageSize = pageSize;
        this.shortId = shortId;
    }

    /** {@return a query for every insight} */
    public static InsightQuery all() {
        return new InsightQuery(DEFAULT_PAGE_SIZE, null);
    }

    /**
     * Sets how many insights a call asks for.
     *
     * @param insights at least 1
     * @return the changed query
     */
    public InsightQuery pageSize(int insights) {
        if (insights < 1) throw new IllegalArgumentException("a page holds at least one insight, not " + insights);
        return new InsightQuery(insights, shortId);
    }

    /**
     * Asks for the insight with a short id.
     *
     * @param id the id, as it stands in the insight's address
     * @return the changed query
     */
    public InsightQuery shortId(String id) {
        return new InsightQuery(pageSize, id);
    }

    /** {@return how many insights a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return the short id asked for, if any} */
    public @Nullable String shortId() {
        return shortId;
    }
}
