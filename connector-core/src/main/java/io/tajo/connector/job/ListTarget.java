package io.tajo.connector.job;

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
     * A list by its name. One of the name in another folder is taken for somebody else's and refused.
     *
     * @param name its name
     * @param folder the name of the folder that it is in, or is created in should it be missing
     */
    record Named(String name, String folder) implements ListTarget {
        @Override
        public String label() {
            return "list \"" + name + "\"";
        }
    }

    /** The connector's holding list, for contacts of jobs without a list: Brevo imports nothing without one. */
    record Holding() implements ListTarget {
        @Override
        public String label() {
            return "the holding list";
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
        return new Named(name, folder);
    }
}
