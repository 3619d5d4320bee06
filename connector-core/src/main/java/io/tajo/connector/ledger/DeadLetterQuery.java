package io.tajo.connector.ledger;

import org.jspecify.annotations.Nullable;

/** Which dead letters to list. Immutable: each method returns a changed copy. */
public final class DeadLetterQuery {
    /** As many letters as fit a screen or a mail; more only if asked for. */
    public static final int DEFAULT_LIMIT = 1_000;

    private final @Nullable String job;
    private final DeadLetter.@Nullable Kind kind;
    private final @Nullable String reason;
    private final int limit;

    private DeadLetterQuery(@Nullable String job, DeadLetter.@Nullable Kind kind, @Nullable String reason, int limit) {
        this.job = job;
        this.kind = kind;
        this.reason = reason;
        this.limit = limit;
    }

    /** {@return a query for every letter, {@value #DEFAULT_LIMIT} at the most} */
    public static DeadLetterQuery all() {
        return new DeadLetterQuery(null, null, null, DEFAULT_LIMIT);
    }

    /**
     * Asks for the letters of one job.
     *
     * @param name the job's name
     * @return the changed query
     */
    public DeadLetterQuery ofJob(String name) {
        return new DeadLetterQuery(name, kind, reason, limit);
    }

    /**
     * Asks for persons or for events.
     *
     * @param wanted which of them
     * @return the changed query
     */
    public DeadLetterQuery ofKind(DeadLetter.Kind wanted) {
        return new DeadLetterQuery(job, wanted, reason, limit);
    }

    /**
     * Asks for the letters that failed for a reason.
     *
     * @param words a part of the reason, in its case
     * @return the changed query
     */
    public DeadLetterQuery because(String words) {
        return new DeadLetterQuery(job, kind, words, limit);
    }

    /**
     * Sets how many letters are listed at the most.
     *
     * @param letters at least 1
     * @return the changed query
     */
    public DeadLetterQuery limit(int letters) {
        if (letters < 1) throw new IllegalArgumentException("a limit is at least 1, not " + letters);
        return new DeadLetterQuery(job, kind, reason, letters);
    }

    @Nullable
    String job() {
        return job;
    }

    DeadLetter.@Nullable Kind kind() {
        return kind;
    }

    @Nullable
    String reason() {
        return reason;
    }

    int limit() {
        return limit;
    }

    boolean matches(DeadLetter letter) {
        return (job == null || job.equals(letter.job()))
                && (kind == null || kind == letter.kind())
                && (reason == null || letter.reason().contains(reason));
    }
}
