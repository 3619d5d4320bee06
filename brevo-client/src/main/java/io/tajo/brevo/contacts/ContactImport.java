package io.tajo.brevo.contacts;

import io.tajo.brevo.attributes.AttributeName;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.WebAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import of contacts: rows, a text in CSV, or a file that Brevo fetches. Existing contacts are updated, the owner of the
 * account gets no mail about it. Immutable.
 */
public final class ContactImport {
    /** What stands around a text in JSON. */
    private static final int QUOTES = 2;

    private static final Pattern HEADER_SEPARATOR = Pattern.compile("[;,\"\r]+");

    private final @Nullable ImportRows rows;
    private final @Nullable String csv;
    private final @Nullable URI file;
    private final Set<Long> lists;
    private final Optional<NewList> newList;
    private final boolean mayRepeat;
    private final boolean emptyContactsAttributes;

    private ContactImport(Builder builder) {
        rows = builder.rows;
        csv = builder.csv;
        file = builder.file;
        newList = Optional.ofNullable(builder.newList);
        lists = Set.copyOf(builder.lists);
        mayRepeat = builder.mayRepeat;
        emptyContactsAttributes = builder.emptyContactsAttributes;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A list that an import creates.
     *
     * @param name its name
     * @param folderId the folder to put it into
     */
    public record NewList(String name, long folderId) {}

    /** {@return the rows, if it has any} */
    public Optional<ImportRows> rows() {
        return Optional.ofNullable(rows);
    }

    /** {@return the text in CSV, if it is one} */
    public Optional<String> csv() {
        return Optional.ofNullable(csv);
    }

    /** {@return the file that Brevo fetches, if it is one} */
    public Optional<URI> file() {
        return Optional.ofNullable(file);
    }

    /** {@return the list to create, if any} */
    public Optional<NewList> newList() {
        return newList;
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
        private @Nullable String csv;
        private @Nullable URI file;
        private @Nullable NewList newList;
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
         * Sets a text in CSV in place of rows: a line of attributes' names, then one for each contact, separated by
         * semicolons. The column {@code EMAIL} says whose a line is.
         *
         * @param text at most {@link ImportRows#MAX_BYTES} as it is sent: in UTF-8, a quotation mark or the end of a line
         *     in two bytes
         * @return this builder
         */
        public Builder csv(String text) {
            csv = text;
            return this;
        }

        /**
         * Sets a file that Brevo fetches, in place of rows: of any size, in CSV or JSON.
         *
         * @param address where it is, open to all who know the address; http or https
         * @return this builder
         * @throws IllegalArgumentException if the address is none of the web
         */
        public Builder file(URI address) {
            WebAddress.checked("a file to import", address);
            file = address;
            return this;
        }

        /**
         * Sets a list to be created, in place of lists that there are.
         *
         * @param name its name
         * @param folderId the folder to put it into
         * @return this builder
         */
        public Builder newList(String name, long folderId) {
            newList = new NewList(name, folderId);
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
         * Says whether the import may be started again when it is not known whether it was: the same values are written
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
         * @throws IllegalArgumentException if there are no rows or no list, or more than one kind of either, or two columns
         *     {@code EMAIL} in CSV
         */
        public ContactImport build() {
            if (Stream.of(rows, csv, file).filter(Objects::nonNull).count() != 1 || (rows != null && rows.isEmpty())) {
                throw new IllegalArgumentException(
                        "an import has at least one row: in rows, in CSV or in a file, one of them");
            }
            if (csv != null && Json.write(csv).length - QUOTES > ImportRows.MAX_BYTES) {
                throw new IllegalArgumentException("an import takes at most " + ImportRows.MAX_BYTES
                        + " bytes of CSV; give Brevo a file to fetch instead");
            }
            if (csv != null) refuseSecondAddress(csv);
            if (lists.isEmpty() == (newList == null)) {
                throw new IllegalArgumentException("Brevo imports nothing without a list: name some, or one to create");
            }
            return new ContactImport(this);
        }

        /** The column EMAIL says whose row it is; another one would be an attribute of that name. */
        private static void refuseSecondAddress(String csv) {
            int end = csv.indexOf('\n');
            String header = end < 0 ? csv : csv.substring(0, end);
            long addresses = HEADER_SEPARATOR
                    .splitAsStream(header)
                    .filter(AttributeName::isAddress)
                    .count();
            if (addresses > 1) AttributeName.writable("EMAIL");
        }
    }
}
