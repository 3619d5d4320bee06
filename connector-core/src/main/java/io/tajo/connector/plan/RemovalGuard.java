package io.tajo.connector.plan;

import io.tajo.connector.job.Mirror;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds removals from mirrored lists back whose source is empty or has shrunk too much: that is more often a fault of the
 * source than a change of the people. How many members change places does not matter. Immutable.
 */
public final class RemovalGuard {
    /** Stands in place of a list for the attributes that a job clears: no list has this id. */
    public static final long ATTRIBUTES = 0;

    /** So many fewer are no reason to stop, whatever share they are: of a list of thirty, a fifth is six. */
    private static final int FEW = 20;

    private final Mode mode;
    private final Map<Long, Long> planned;
    private final Map<Long, Long> sizes;

    private RemovalGuard(Mode mode, Map<Long, Long> planned, Map<Long, Long> sizes) {
        this.mode = mode;
        this.planned = Map.copyOf(planned);
        this.sizes = Map.copyOf(sizes);
    }

    private enum Mode {
        APPLIED,
        SHOWN,
        PLANNED
    }

    /**
     * Returns the guard of a plain run.
     *
     * @param confirmed the sizes to which the sources of lists may have shrunk, by list
     * @return the guard
     */
    public static RemovalGuard applied(Map<Long, Long> confirmed) {
        return new RemovalGuard(Mode.APPLIED, Map.of(), confirmed);
    }

    /** {@return the guard of a preview: it shows every removal, and says which of them would be held back} */
    public static RemovalGuard shown() {
        return new RemovalGuard(Mode.SHOWN, Map.of(), Map.of());
    }

    /**
     * Returns the guard of a run with a plan that a caller has seen: no more may leave than the plan showed.
     *
     * @param removals how many contacts the plan takes out of each list
     * @return the guard
     */
    public static RemovalGuard planned(Map<Long, Long> removals) {
        return new RemovalGuard(Mode.PLANNED, removals, Map.of());
    }

    /** {@return whether the run does what a plan has shown} */
    public boolean followsPlan() {
        return mode == Mode.PLANNED;
    }

    /** Returns whether removals come to pass, and are not only shown. */
    boolean isForReal() {
        return mode != Mode.SHOWN;
    }

    /**
     * What one list would lose.
     *
     * @param list the list
     * @param leaving how many members that the library has put in leave now
     * @param outside how many of them do not belong there, those counted in who stay for some more runs
     * @param size how many contacts the source holds
     * @param before how many it held when it was read completely the last time; else the members of the list
     * @param mirror how the list is mirrored
     */
    record Removal(long list, long leaving, long outside, long size, long before, Mirror mirror) {}

    /** Returns whether members may leave. */
    boolean letsGo(Removal removal) {
        return mode == Mode.SHOWN || problem(removal).isEmpty();
    }

    /** Returns what a report or a plan says of a removal. */
    Optional<String> remark(Removal removal) {
        String where = removal.list() == ATTRIBUTES ? "attributes" : "list " + removal.list();
        return problem(removal).map(problem -> where + ": " + problem);
    }

    private Optional<String> problem(Removal removal) {
        // Told at once, though some may stay for some more runs.
        if (removal.outside() == 0) return Optional.empty();
        if (mode != Mode.PLANNED) return shrinking(removal);
        // What is cleared is a change like any other: the plan showed just these.
        return removal.list() == ATTRIBUTES ? Optional.empty() : beyondThePlan(removal);
    }

    private Optional<String> beyondThePlan(Removal removal) {
        long seen = planned.getOrDefault(removal.list(), 0L);
        if (removal.leaving() <= seen) return Optional.empty();
        return Optional.of(removal.leaving() + " members would be removed, and the plan showed " + seen
                + "; none was removed. Preview the job again.");
    }

    private Optional<String> shrinking(Removal removal) {
        if (isConfirmed(removal)) return Optional.empty();
        Mirror mirror = removal.mirror();
        if (removal.size() == 0) {
            return mirror.allowEmpty()
                    ? Optional.empty()
                    : Optional.of("the source is empty, so " + loss(removal) + "; "
                            + advice(removal, "allow it with allowEmpty()"));
        }
        long fewer = removal.before() - removal.size();
        if (fewer <= FEW || fewer <= mirror.maxRemovalShare() * removal.before()) return Optional.empty();
        return Optional.of("the source has shrunk from " + removal.before() + " to " + removal.size()
                + ", by more than the share of " + mirror.maxRemovalShare() + ", so that " + loss(removal)
                + "; " + advice(removal, "raise the share"));
    }

    private static String loss(Removal removal) {
        return removal.list() == ATTRIBUTES
                ? "those of " + removal.outside() + " contacts would be cleared"
                : removal.outside() + " members would be removed";
    }

    private boolean isConfirmed(Removal removal) {
        Long confirmed = sizes.get(removal.list());
        return confirmed != null && removal.size() >= confirmed;
    }

    private String advice(Removal removal, String otherwise) {
        String held = mode == Mode.SHOWN ? "a run holds them back" : "they are held back";
        return held + ". If that is meant, confirm it with confirmRemovals(" + removal.list() + ", " + removal.size()
                + "), run the job with a plan that you have previewed, or " + otherwise + ".";
    }

    /** The size that a list's source had, from the note of its last complete reading. */
    static OptionalLong size(Map<String, String> notes, long list) {
        String size = notes.get(noteOf(list));
        return size == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size));
    }

    static String noteOf(long list) {
        return "size of list " + list;
    }
}
