package io.tajo.brevo.contacts;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An import of contacts. Existing ones are updated, the owner of the account gets no mail about it. Immutable. */
public final class ContactImport {
    private final ImportRows rows;
    private final Set<Long> lists;
    private final boolean mayRepeat;
    private final boolean emptyContactsAttributes;

    private ContactImport(ImportRows rows, Builder builder) {
        this.rows = rows;
        lists = Set.copyOf(builder.lists);
        mayRepeat = builder.mayRepeat;
        emptyContactsAttributes = builder.emptyContactsAttributes;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the rows} */
    public ImportRows rows() {
        return rows;
    }

    /** {@return the lists that the contacts join} */
    public Set<Long> lists() {
        return lists;
    }

    /** {@return whether the import may be started twice} */
    public boolean mayRepeat() {
        return mayRepeat;
    }

    /** {@return whether empty values erase what Brevo holds} */
    public boolean emptyContactsAttributes() {
        return emptyContactsAttributes;
    }

    /** Collects an import; not safe for several threads. */
    public static final class Builder {
        private @Nullable ImportRows rows;
        private Collection<Long> lists = Set.of();
        private boolean mayRepeat;
        private boolean emptyContactsAttributes;

        private Builder() {}

        /**
         * Sets the rows.
         *
         * @param given at least one; not to be changed any more
         * @return this builder
         */
        public Builder rows(ImportRows given) {
            rows = given;
            return this;
        }

        /**
         * Sets the lists that the contacts join. Brevo imports nothing without one.
         *
         * @param listIds their numbers, at least one
         * @return this builder
         */
        public Builder lists(Collection<Long> listIds) {
            lists = listIds;
            return this;
        }

        /**
         * Says whether the import may be started again when nobody knows whether it was: the same values are written
         * twice then, and a second process runs.
         *
         * @param allowed whether it may, false by default
         * @return this builder
         */
        public Builder mayRepeat(boolean allowed) {
            mayRepeat = allowed;
            return this;
        }

        /**
         * Says whether empty values erase what Brevo holds.
         *
         * @param erase whether they do, false by default
         * @return this builder
         */
        public Builder emptyContactsAttributes(boolean erase) {
            emptyContactsAttributes = erase;
            return this;
        }

        /**
         * Returns the import.
         *
         * @return the import
         * @throws IllegalArgumentException if there are no rows or no list
         */
        public ContactImport build() {
            ImportRows given = rows;
            if (given == null || given.isEmpty()) throw new IllegalArgumentException("an import has at least one row");
            if (lists.isEmpty()) throw new IllegalArgumentException("Brevo imports nothing without a list");
            return new ContactImport(given, this);
        }
    }
}
