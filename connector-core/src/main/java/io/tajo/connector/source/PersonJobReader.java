package io.tajo.connector.source;

import io.tajo.connector.mapping.Profile;
import java.util.List;
import java.util.Map;

/**
 * Reads a job whose rows are persons. Such jobs are read together, in one pass over the persons. For one thread and one run.
 */
interface PersonJobReader extends JobReader {

    @Override
    default boolean readsPersons() {
        return true;
    }

    /** Sets what the job needs besides the fields that it reads. */
    default void prepare(PersonReader reader) {}

    /** Returns the cohorts whose members the job needs, with their names; an empty name is not wanted. */
    default Map<Long, String> cohorts() {
        return Map.of();
    }

    /** Returns whether the job reads which cohorts a person is in, be there any or none. */
    default boolean readsCohorts() {
        return !cohorts().isEmpty();
    }

    /** Opens what else the job needs to know of the persons of a range. */
    default List<Enrichment> enrichments(PersonRange range) {
        return List.of();
    }

    /** Adds what the job works out of a person. */
    default Profile enrich(Profile person) {
        return person;
    }
}
