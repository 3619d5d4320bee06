package io.tajo.connector.report;

/**
 * What became of the persons of a run, in numbers that add up.
 *
 * @param read persons read from PostHog
 * @param unchanged Brevo held already what it should
 * @param merged persons that became part of another with the same address
 * @param rejected persons that can't become a contact
 * @param skipped persons left out on purpose
 * @param applied changes that Brevo is proven to hold
 * @param pending changes whose end is not known yet; the next run finds out
 * @param failed changes that Brevo refused
 */
public record SyncCounts(
        long read, long unchanged, long merged, long rejected, long skipped, long applied, long pending, long failed) {
    /** Nothing was read. */
    public static final SyncCounts ZERO = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * Checks that the numbers add up.
     *
     * @param read persons read from PostHog
     * @param unchanged Brevo held already what it should
     * @param merged persons that became part of another with the same address
     * @param rejected persons that can't become a contact
     * @param skipped persons left out on purpose
     * @param applied changes that Brevo is proven to hold
     * @param pending changes whose end is not known yet; the next run finds out
     * @param failed changes that Brevo refused
     */
    public SyncCounts {
        long sum = applied + pending + failed + unchanged + merged + rejected + skipped;
        if (read != sum) throw new IllegalArgumentException(read + " persons were read, but " + sum + " accounted for");
    }

    /** {@return contacts that had to change: applied, pending and failed} */
    public long changed() {
        return applied + pending + failed;
    }

    /**
     * Adds other numbers.
     *
     * @param more the other numbers
     * @return the sums
     */
    public SyncCounts and(SyncCounts more) {
        return new SyncCounts(
                read + more.read,
                unchanged + more.unchanged,
                merged + more.merged,
                rejected + more.rejected,
                skipped + more.skipped,
                applied + more.applied,
                pending + more.pending,
                failed + more.failed);
    }
}
