package io.tajo.connector.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a reading of persons goes on.
 *
 * @param after PostHog's id of the last person that was read, as it came; empty where none was
 * @param again the ids of persons before it who must be read again, in this order, since nothing was decided about them yet
 */
public record ReadPosition(Optional<String> after, List<String> again) {
    /** Before the first person. */
    public static final ReadPosition BEGINNING = new ReadPosition(Optional.empty(), List.of());

    /**
     * Checks the position.
     *
     * @param after the last person that was read
     * @param again persons to read again
     */
    public ReadPosition {
        again = List.copyOf(again);
    }

    /**
     * Adds persons to read again.
     *
     * @param persons their ids
     * @return the position with them
     */
    public ReadPosition again(Set<String> persons) {
        Set<String> all = new LinkedHashSet<>(again);
        all.addAll(persons);
        return new ReadPosition(after, List.copyOf(all));
    }

    /** Returns the persons behind the last one that was read. */
    PersonRange rest() {
        return after.map(PersonRange::after).orElse(PersonRange.ALL);
    }
}
