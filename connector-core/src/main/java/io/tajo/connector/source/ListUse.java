package io.tajo.connector.source;

import io.tajo.connector.job.ListTarget;
import io.tajo.connector.job.Mirror;
import java.util.Optional;

/**
 * A list that a job fills.
 *
 * @param target which list
 * @param mirror how it lets members go; empty if they stay
 */
public record ListUse(ListTarget target, Optional<Mirror> mirror) {

    static ListUse addOnly(ListTarget target) {
        return new ListUse(target, Optional.empty());
    }
}
