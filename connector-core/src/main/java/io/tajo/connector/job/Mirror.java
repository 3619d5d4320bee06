package io.tajo.connector.job;

/**
 * How a mirrored list lets members go. Only those are removed that the library itself has put in, only after a complete
 * read, and none while the source is much smaller than it was at its last complete reading.
 *
 * @param maxRemovalShare the share of its size by which the source may have shrunk, 0 to 1; up to 20 contacts fewer pass
 *     anyway. How many members change places does not matter
 * @param allowEmpty whether an empty source may empty the list
 * @param gracePeriodRuns for how many complete runs in a row a member stays who was not read at all; who was read and does not
 *     belong leaves at once
 */
public record Mirror(double maxRemovalShare, boolean allowEmpty, int gracePeriodRuns) {
    /** A fifth: a source that is smaller than that is more often broken than really smaller. */
    public static final double DEFAULT_MAX_REMOVAL_SHARE = 0.2;
    /** Two runs: while PostHog merges two persons, a query may find neither. */
    public static final int DEFAULT_GRACE_PERIOD_RUNS = 2;

    /**
     * Checks the share and the grace period.
     *
     * @param maxRemovalShare the share of its size by which the source may have shrunk, 0 to 1
     * @param allowEmpty whether an empty source may empty the list
     * @param gracePeriodRuns for how many complete runs in a row a member stays who was not read at all
     */
    public Mirror {
        if (!(maxRemovalShare >= 0 && maxRemovalShare <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + maxRemovalShare);
        }
        if (gracePeriodRuns < 0) {
            throw new IllegalArgumentException("a grace period is 0 runs or more, not " + gracePeriodRuns);
        }
    }

    /**
     * Returns limits with the default grace period.
     *
     * @param maxRemovalShare the share of its size by which the source may have shrunk, 0 to 1
     * @param allowEmpty whether an empty source may empty the list
     */
    public Mirror(double maxRemovalShare, boolean allowEmpty) {
        this(maxRemovalShare, allowEmpty, DEFAULT_GRACE_PERIOD_RUNS);
    }

    /** {@return the careful way: not if the source has shrunk by more than a fifth, and not if it is empty} */
    public static Mirror careful() {
        return new Mirror(DEFAULT_MAX_REMOVAL_SHARE, false);
    }

    /**
     * Sets the grace period.
     *
     * @param runs for how many complete runs in a row a member stays who was not read at all
     * @return the changed limits
     */
    public Mirror withGracePeriodRuns(int runs) {
        return new Mirror(maxRemovalShare, allowEmpty, runs);
    }
}
