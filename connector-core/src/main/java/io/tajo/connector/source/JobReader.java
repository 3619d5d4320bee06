package io.tajo.connector.source;

import io.tajo.connector.job.Mirror;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.FieldUse;
import java.util.List;
import java.util.Optional;

/**
 * Reads what one job is about, and says what becomes of it in Brevo. A new kind of job is a new reader. For one thread
 * and one run.
 */
public interface JobReader {

    /** {@return the attributes that the job writes, known before the first row} */
    FieldUse uses();

    /** {@return the lists that the job fills} */
    List<ListUse> lists();

    /** {@return whether every person becomes a contact, also one without any value} */
    default boolean makesContacts() {
        return false;
    }

    /** {@return whether the rows are persons, under PostHog's ids of them} */
    default boolean readsPersons() {
        return false;
    }

    /** {@return whether they are every person that PostHog has} */
    default boolean readsEverybody() {
        return false;
    }

    /**
     * Returns how the attributes of contacts are cleared that the rows no longer hold.
     *
     * @return the limits of it; empty if what Brevo holds stays
     */
    default Optional<Mirror> clearsOthers() {
        return Optional.empty();
    }

    /** {@return what is read beside persons: a reading of something else is not gone on with} */
    default String source() {
        return "";
    }

    /**
     * Returns how a profile becomes a contact.
     *
     * @param ids finds the ids of {@link #lists}
     * @return the mapper
     */
    FieldMapper mapper(ListIds ids);

    /** {@return what the caller should know about the source, for the report} */
    default List<String> remarks() {
        return List.of();
    }
}
