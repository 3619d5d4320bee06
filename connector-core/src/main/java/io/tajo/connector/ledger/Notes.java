package io.tajo.connector.ledger;

import java.util.Map;

/** Small texts under names that are remembered from run to run. For the thread of the lease. */
public interface Notes {
    /** {@return every note by its name} */
    Map<String, String> all();

    /**
     * Writes a note, or replaces the one of the same name. On record when it returns.
     *
     * @param name its name
     * @param note the text; never a person's data
     */
    void put(String name, String note);

    /**
     * Removes a note, if there is one.
     *
     * @param name its name
     */
    void remove(String name);

    /** {@return notes that are not kept, for a look that writes nothing} */
    static Notes none() {
        return new InMemoryNotes();
    }
}
