package io.tajo.connector.plan;

import io.tajo.connector.job.Mirror;
import java.util.Map;
import java.util.Optional;

/** What holds removals from mirrored lists back. Immutable. */
public final class Brakes {
    /** So many may leave whatever share they are: of a list of thirty, a fifth is nothing to stop for. */
    private static final int FEW = 20;

    private final Mode mode;
    private final Map<Long, Long> confirmed;

    private Brakes(Mode mode, Map<Long, Long> confirmed) {
        this.mode = mode;
        this.confirmed = Map.copyOf(confirmed);
    }

    private enum Mode {
        APPLIED,
        SHOWN,
        CONFIRMED
    }

    /** {@return the brakes of a plain run: nobody leaves a list whose source is empty, or that too many would leave} */
    public static Brakes applied() {
        return new Brakes(Mode.APPLIED, Map.of());
    }

    /** {@return the brakes of a preview: it shows every removal, and says which of them need the plan to be confirmed} */
    public static Brakes shown() {
        return new Brakes(Mode.SHOWN, Map.of());
    }

    /**
     * Returns the brakes of a run with a plan that a caller has seen: no more may leave than the plan showed.
     *
     * @param removals how many contacts the plan takes out of each list
     * @return the brakes
     */
    public static Brakes confirmed(Map<Long, Long> removals) {
        return new Brakes(Mode.CONFIRMED, removals);
    }

    /** Returns whether removals come to pass, and are not only shown. */
    boolean areForReal() {
        return mode != Mode.SHOWN;
    }

    /** How many of the library's own members of a list would leave it. */
    record Removal(long list, long leaving, long members, boolean sourceEmpty, Mirror mirror) {}

    /** Returns whether members may leave. */
    boolean letGo(Removal removal) {
        return mode == Mode.SHOWN || problem(removal).isEmpty();
    }

    /** Returns what a report or a plan says of a removal. */
    Optional<String> remark(Removal removal) {
        return problem(removal).map(problem -> "list " + removal.list() + ": " + problem);
    }

    private Optional<String> problem(Removal removal) {
        return mode == Mode.CONFIRMED ? beyondThePlan(removal) : brake(removal);
    }

    private Optional<String> beyondThePlan(Removal removal) {
        long seen = confirmed.getOrDefault(removal.list(), 0L);
        if (removal.leaving() <= seen) return Optional.empty();
        return Optional.of(removal.leaving() + " members would be removed, and the plan showed " + seen
                + "; nobody was. Preview the job again.");
    }

    private Optional<String> brake(Removal removal) {
        Mirror mirror = removal.mirror();
        // Told at once, though a grace would let them stay for some more runs.
        if (removal.sourceEmpty()) {
            return mirror.allowEmpty() || removal.members() == 0
                    ? Optional.empty()
                    : Optional.of("the source is empty, so all " + removal.members() + " members would be removed; "
                            + advice("allow it with allowEmpty()"));
        }
        boolean few = removal.leaving() <= FEW || removal.leaving() <= mirror.maxRemovalShare() * removal.members();
        if (few) return Optional.empty();
        return Optional.of(removal.leaving() + " of " + removal.members()
                + " members would be removed, which is more than the share of " + mirror.maxRemovalShare() + "; "
                + advice("raise the share"));
    }

    private String advice(String otherwise) {
        return mode == Mode.SHOWN
                ? "a run without this plan removes nobody. If that is meant, run the job with this plan, or "
                        + otherwise + "."
                : "nobody was. If that is meant, run the job with a plan that you have previewed, or " + otherwise
                        + ".";
    }
}
