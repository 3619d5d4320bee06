package io.tajo.connector.destination;

import java.util.OptionalLong;

/**
 * The list that imports of attributes name, since Brevo imports nothing without one. It is not used for mailings, and created
 * with the first import. For one run.
 */
public interface CarrierList {
    /** {@return the list's number, if it is there} */
    OptionalLong find();

    /** {@return the list's number; it is created if it is not there} */
    long id();

    /** {@return how many calls creating what is missing takes, as far as it was asked for} */
    default long creationCalls() {
        return 0;
    }

    /** Makes sure that the list is there, or can be created. */
    default void require() {
        long unused = id();
    }
}
