package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import io.tajo.connector.report.SyncReport;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Profiles as they are read, each with its address. For one thread. */
public interface Reading extends Iterator<Reading.Person>, AutoCloseable {

    /**
     * One person to be mapped.
     *
     * @param profile what is known
     * @param hasAddress whether there is something in place of an address
     * @param address the address, if it is valid
     * @param trouble why nothing of it can be read; empty for all that can
     */
    record Person(Profile profile, boolean hasAddress, Optional<EmailAddress> address, Optional<String> trouble) {
        Person(Profile profile, boolean hasAddress, Optional<EmailAddress> address) {
            this(profile, hasAddress, address, Optional.empty());
        }

        /** Stands for a row that can't be read, so that it is counted with its reason. */
        static Person unreadable(String id, String reason) {
            return new Person(Profile.of(id, JsonObject.empty()), false, Optional.empty(), Optional.of(reason));
        }
    }

    /** {@return how many rows were read, those that became part of another counted} */
    long read();

    /** {@return how many became part of another with the same address} */
    default long merged() {
        return 0;
    }

    /** {@return how many of the rows were only counted, since they have no address} */
    default long withoutAddress() {
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

    /**
     * Returns where a later reading can go on, if this one is ended early.
     *
     * @return the position behind what was handed out; empty if a later one must begin anew
     */
    default Optional<ReadPosition> position() {
        return Optional.empty();
    }

    /** {@return whether the persons that come now are those of an earlier reading that were left undecided} */
    default boolean isReadingAgain() {
        return false;
    }

    /** {@return what the caller should know of the source, after the last row} */
    default List<String> remarks() {
        return List.of();
    }

    /** Lets go of a file that is being read; nothing by default. */
    @Override
    default void close() {}
}
