package io.tajo.posthog.cohorts;

/** Which cohorts to list, and how. Immutable: each method returns a changed copy. */
public final class CohortQuery {
    /** A hundred: a definition may be long, and most projects have fewer. */
    public static final int DEFAULT_PAGE_SIZE = 100;

    private final int pageSize;
    private final boolean basic;

    private CohortQuery(int pageSize, boolean basic) {
        this.pageSize = pageSize;
        this.basic = basic;
    }

    /** {@return a query for every cohort} */
    public static CohortQuery all() {
        return new CohortQuery(DEFAULT_PAGE_SIZE, false);
    }

    /**
     * Sets how many cohorts a call asks for.
     *
     * @param cohorts at least 1
     * @return the changed query
     */
    public CohortQuery pageSize(int cohorts) {
        if (cohorts < 1) throw new IllegalArgumentException("a page holds at least one cohort, not " + cohorts);
        return new CohortQuery(cohorts, basic);
    }

    /** {@return the changed query, which leaves out the filters that define each cohort} */
    public CohortQuery basic() {
        return new CohortQuery(pageSize, true);
    }

    /** {@return how many cohorts a call asks for} */
    public int pageSize() {
        return pageSize;
    }

    /** {@return whether the filters are left out} */
    public boolean isBasic() {
        return basic;
    }
}
