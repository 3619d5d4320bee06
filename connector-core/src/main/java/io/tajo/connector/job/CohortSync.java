package io.tajo.connector.job;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Syncs cohorts to lists, and the names of a person's cohorts to an attribute. Immutable: each method returns a changed
 * copy.
 *
 * <p>A mapping's rules that read {@code cohort_names} run here, and only in a job over {@link #all()} cohorts: with some
 * of them left out, the names would be wrong.
 *
 * <p>A cohort that is still calculating, or whose calculation failed, has the members of its last good calculation: they
 * are put into its list, and no contact is removed from it.
 */
public final class CohortSync implements SyncJob {
    private final @Nullable String name;
    private final Set<Long> cohorts;
    private final Map<String, Long> lists;
    private final @Nullable String folder;
    private final @Nullable Mirror mirror;
    private final Duration timeout;

    private CohortSync(
            @Nullable String name,
            Set<Long> cohorts,
            Map<String, Long> lists,
            @Nullable String folder,
            @Nullable Mirror mirror,
            Duration timeout) {
        this.name = name;
        this.cohorts = Collections.unmodifiableSet(new TreeSet<>(cohorts));
        this.lists = Collections.unmodifiableMap(new LinkedHashMap<>(lists));
        this.folder = folder;
        this.mirror = mirror;
        this.timeout = timeout;
    }

    /** {@return a job for every cohort} */
    public static CohortSync all() {
        return new CohortSync(null, Set.of(), Map.of(), null, null, Duration.ZERO);
    }

    /**
     * Returns a job for some cohorts.
     *
     * @param id a cohort's number in PostHog
     * @param more further ones
     * @return the job
     */
    public static CohortSync of(long id, long... more) {
        Set<Long> ids = new TreeSet<>(Set.of(id));
        for (long each : more) ids.add(each);
        return new CohortSync(null, ids, Map.of(), null, null, Duration.ZERO);
    }

    /**
     * Puts the members of the one cohort of this job into a list.
     *
     * @param listId the list's id in Brevo
     * @return the changed job
     * @throws IllegalStateException if the job has several cohorts: name the one with {@link #intoList(String, long)}
     */
    public CohortSync intoList(long listId) {
        if (cohorts.size() != 1) {
            throw new IllegalStateException(
                    "which of the cohorts goes into list " + listId + "? Say so with intoList(cohort, list)");
        }
        return intoList(String.valueOf(cohorts.iterator().next()), listId);
    }

    /**
     * Puts the members of one cohort into a list.
     *
     * @param cohort its number, or its name
     * @param listId the list's id in Brevo
     * @return the changed job
     */
    public CohortSync intoList(String cohort, long listId) {
        Map<String, Long> more = new LinkedHashMap<>(lists);
        more.put(cohort, listId);
        return new CohortSync(name, cohorts, more, folder, mirror, timeout);
    }

    /**
     * Puts the members of every cohort that has no list of its own here into a list of the cohort's name, created where
     * it is missing in a folder "PostHog".
     *
     * @return the changed job
     */
    public CohortSync intoListsNamedAlike() {
        return intoListsNamedAlike("PostHog");
    }

    /**
     * Puts the members of every cohort that has no list of its own here into a list of the cohort's name.
     *
     * @param inFolder the name of the folder that missing lists are created in
     * @return the changed job
     */
    public CohortSync intoListsNamedAlike(String inFolder) {
        return new CohortSync(name, cohorts, lists, JobNames.checked(inFolder), mirror, timeout);
    }

    /**
     * Removes from the lists who is no longer in the cohort, carefully.
     *
     * @return the changed job
     */
    public CohortSync mirror() {
        return mirror(Mirror.careful());
    }

    /**
     * Removes from the lists who is no longer in the cohort.
     *
     * @param brakes how
     * @return the changed job
     */
    public CohortSync mirror(Mirror brakes) {
        return new CohortSync(name, cohorts, lists, folder, brakes, timeout);
    }

    /**
     * Lets an empty cohort empty its list, in a job that mirrors.
     *
     * @return the changed job
     */
    public CohortSync allowEmpty() {
        Mirror brakes = mirror == null ? Mirror.careful() : mirror;
        return mirror(new Mirror(brakes.maxRemovalShare(), true, brakes.gracePeriodRuns()));
    }

    /**
     * Waits for cohorts that are still calculating. By default nothing waits.
     *
     * @param time how long for all of them together
     * @return the changed job
     */
    public CohortSync waitForCalculation(Duration time) {
        if (time.isNegative()) throw new IllegalArgumentException("a wait is not negative: " + time);
        return new CohortSync(name, cohorts, lists, folder, mirror, time);
    }

    /**
     * Names the job, where two jobs of one kind have the same target.
     *
     * @param label what the job is known by
     * @return the changed job
     */
    public CohortSync named(String label) {
        return new CohortSync(JobNames.checked(label), cohorts, lists, folder, mirror, timeout);
    }

    @Override
    public String name() {
        if (name != null) return name;
        return cohorts.isEmpty() ? "cohorts" : "cohorts " + cohorts;
    }

    /** {@return the cohorts' numbers; empty for all of them} */
    public Set<Long> cohorts() {
        return cohorts;
    }

    /** {@return the lists by the cohort's number or name} */
    public Map<String, Long> lists() {
        return lists;
    }

    /** {@return the folder of lists named alike; empty if the other cohorts go into no list} */
    public Optional<String> folder() {
        return Optional.ofNullable(folder);
    }

    /** {@return how members are removed; empty if they stay} */
    public Optional<Mirror> mirrored() {
        return Optional.ofNullable(mirror);
    }

    /** {@return how long to wait for calculations} */
    public Duration timeout() {
        return timeout;
    }

    /** {@return the job's name} */
    @Override
    public String toString() {
        return name();
    }
}
