package io.tajo.connector.read;

import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncReport;
import java.util.Iterator;
import java.util.Optional;

/** Profiles as they are read, each with its address. For one thread. */
public interface Reading extends Iterator<Reading.Person>, AutoCloseable {

    /**
     * One person to be mapped.
     *
     * @param profile what is known
     * @param hasAddress whether there is something in place of an address
     * @param address the address, if it is valid
     */
    record Person(Profile profile, boolean hasAddress, Optional<EmailAddress> address) {}

    /** {@return how many rows were read, those that became part of another counted} */
    long read();

    /** {@return how many became part of another with the same address} */
    default long merged() {
        return 0;
    }

    /** {@return the window that events were counted over, if they were} */
    default Optional<SyncReport.Window> window() {
        return Optional.empty();
    }

    /**
     * Says after the last row whether rows are missing.
     *
     * @return what is missing; empty if the reading is complete
     */
    default Optional<String> gap() {
        return Optional.empty();
    }

    /** Lets go of a file that is being read; nothing by default. */
    @Override
    default void close() {}
}
