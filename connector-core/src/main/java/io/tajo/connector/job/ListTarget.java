package io.tajo.connector.job;

import java.util.Optional;

/** A list that a job fills: one that there is, or one that is found by its name and created where it is missing. */
public sealed interface ListTarget {

    /** {@return what the list is called in reports} */
    String label();

    /**
     * A list that there is.
     *
     * @param id its number in Brevo
     */
    record Numbered(long id) implements ListTarget {
        @Override
        public String label() {
            return "list " + id;
        }
    }

    /**
     * A list by its name. One of the name in another folder is refused, since another team may use it.
     *
     * @param name its name
     * @param folder the name of the folder that it is in, or is created in should it be missing
     * @param source what the list belongs to: its list is remembered and found again when either is renamed
     */
    record Named(String name, String folder, Optional<String> source) implements ListTarget {
        @Override
        public String label() {
            return "list \"" + name + "\"";
        }
    }

    /**
     * Returns a list that there is.
     *
     * @param id its number in Brevo
     * @return the target
     */
    static ListTarget of(long id) {
        return new Numbered(id);
    }

    /**
     * Returns a list by its name.
     *
     * @param name its name
     * @param folder the name of the folder that it is in, or is created in should it be missing
     * @return the target
     */
    static ListTarget named(String name, String folder) {
        return new Named(name, folder, Optional.empty());
    }
}
