package io.tajo.connector.job;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a file that PostHog exported: JSON lines, plain or gzipped, of its persons model, or of its events model with
 * {@link #asEvents}. Immutable: each method returns a changed copy.
 *
 * <p>Of several rows of a person the newest counts, and a person that was merged into another is that other. Of several
 * persons with one address the first in the file counts. A file of persons is read twice in a run.
 *
 * <p>A row that can't be read is rejected, and the run goes on. What a file that was cut off still holds is synced, and the
 * report says that the rest is missing.
 */
public final class ExportSync implements SyncJob {
    private final @Nullable String name;
    private final String label;
    private final Source source;
    private final Deletions deletions;
    private final @Nullable EventSync events;
    private final @Nullable Long list;

    private ExportSync(
            @Nullable String name,
            String label,
            Source source,
            Deletions deletions,
            @Nullable EventSync events,
            @Nullable Long list) {
        if (events != null && list != null) {
            throw new IllegalArgumentException(
                    "a file of events adds no contacts to a list: leave out intoList or asEvents");
        }
        this.name = name;
        this.list = list;
        this.label = label;
        this.source = source;
        this.deletions = deletions;
        this.events = events;
    }

    /** Where the rows come from. More places may come: don't switch over them. */
    public sealed interface Source {
        /**
         * A file or another stream that can be opened again.
         *
         * @param open opens it from its beginning; the library closes it
         */
        record Stream(Callable<InputStream> open) implements Source {}

        /**
         * An export that PostHog makes on demand, of rows that changed in a time.
         *
         * @param from its beginning, included
         * @param to its end, excluded
         */
        record OnDemand(Instant from, Instant to) implements Source {}
    }

    /** What to do about persons that were deleted in PostHog. */
    public enum Deletions {
        /** Nothing: they are counted. The default. */
        IGNORE,
        /** Remove the contact from the lists that this library has put it into. */
        LEAVE_LISTS,
        /** Delete the contact, if this library has filled it before. */
        DELETE_CONTACT
    }

    /**
     * Returns a job for a file.
     *
     * @param file JSON lines, plain or gzipped
     * @return the job
     */
    public static ExportSync jsonLines(Path file) {
        return of("export " + file.getFileName(), new Source.Stream(() -> Files.newInputStream(file)));
    }

    /**
     * Returns a job for a stream.
     *
     * @param open opens it from its beginning, each time anew; the library closes it
     * @return the job
     */
    public static ExportSync jsonLines(Callable<InputStream> open) {
        return of("export", new Source.Stream(open));
    }

    /**
     * Returns a job for what changed in a time, exported by PostHog on demand. PostHog exports a week at most at once, so
     * that a longer time takes an export for each week, one after the other. Needs the scope {@code batch_export:write}, and
     * a plan that has exports.
     *
     * @param from its beginning, included
     * @param to its end, excluded, not in the future
     * @return the job
     * @throws IllegalArgumentException if the end is not after the beginning
     */
    public static ExportSync onDemand(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an export begins before it ends, not " + from + " to " + to);
        }
        return of("export on demand", new Source.OnDemand(from, to));
    }

    private static ExportSync of(String label, Source source) {
        return new ExportSync(null, label, source, Deletions.IGNORE, null, null);
    }

    /**
     * Sets what to do about persons that were deleted in PostHog.
     *
     * @param policy what to do
     * @return the changed job
     */
    public ExportSync deletions(Deletions policy) {
        return new ExportSync(name, label, source, policy, events, list);
    }

    /**
     * Puts the persons of the file into a list, but for those who were deleted in PostHog.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public ExportSync intoList(long listId) {
        return new ExportSync(name, label, source, deletions, events, listId);
    }

    /**
     * Takes the file for one of PostHog's events model, and syncs its events.
     *
     * @param how which events, and what of them; its window and overlap play no part
     * @return the changed job
     */
    public ExportSync asEvents(EventSync how) {
        return new ExportSync(name, label, source, deletions, how, list);
    }

    /**
     * Names the job.
     *
     * @param known what the job is known by
     * @return the changed job
     */
    public ExportSync named(String known) {
        return new ExportSync(JobNames.checked(known), label, source, deletions, events, list);
    }

    @Override
    public String name() {
        return Optional.ofNullable(name).orElse(label);
    }

    /** {@return where the rows come from} */
    public Source source() {
        return source;
    }

    /** {@return how the events of the file are synced; empty for a file of persons} */
    public Optional<EventSync> events() {
        return Optional.ofNullable(events);
    }

    /** {@return the list} */
    public OptionalLong list() {
        return list == null ? OptionalLong.empty() : OptionalLong.of(list);
    }

    /** {@return what to do about persons that were deleted in PostHog} */
    public Deletions deletions() {
        return deletions;
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
