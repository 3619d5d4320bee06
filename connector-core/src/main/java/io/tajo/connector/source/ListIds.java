package io.tajo.connector.source;

import io.tajo.connector.job.ListTarget;
import java.util.OptionalLong;

/** Finds the ids of the lists that a job fills. */
@FunctionalInterface
public interface ListIds {

    /**
     * Finds a list.
     *
     * @param target one of the job's lists
     * @return its id in Brevo; empty for one that can't be filled
     */
    OptionalLong of(ListTarget target);
}
