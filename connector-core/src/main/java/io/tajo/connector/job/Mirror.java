package io.tajo.connector.job;

/**
 * How a mirrored list lets members go. Only those are removed that the library itself has put in, only after a complete
 * read, and never too many at once.
 *
 * @param maxRemovalShare the share of those members that one run may remove, 0 to 1; up to 20 removals pass anyway
 * @param allowEmpty whether an empty source may empty the list
 */
public record Mirror(double maxRemovalShare, boolean allowEmpty) {
    /** A fifth: more than that is more often a mistake at the source than a change of the people. */
    public static final double DEFAULT_MAX_REMOVAL_SHARE = 0.2;

    /**
     * Checks the share.
     *
     * @param maxRemovalShare the share of those members that one run may remove, 0 to 1
     * @param allowEmpty whether an empty source may empty the list
     */
    public Mirror {
        if (!(maxRemovalShare >= 0 && maxRemovalShare <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + maxRemovalShare);
        }
    }

    /** {@return the careful way: a fifth at the most, and never all of them because the source is empty} */
    public static Mirror careful() {
        return new Mirror(DEFAULT_MAX_REMOVAL_SHARE, false);
    }
}
