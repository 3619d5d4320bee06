package io.tajo.connector.deliver;

import io.tajo.brevo.contacts.ContactImport;
import io.tajo.brevo.contacts.ImportRows;
import io.tajo.connector.plan.ContactChange;
import java.util.Map;
import java.util.Set;

/** The rows of one import, as the bytes that it sends. For one thread. */
interface ImportBody {
    /** Adds a row, or returns false if there is no room for it. */
    boolean offer(ContactChange change);

    int size();

    ContactImport.Builder into(ContactImport.Builder request);

    static ImportBody of(ImportKind kind) {
        return kind instanceof ImportKind.Clears clears ? new Cleared(clears.attributes()) : new Rows(kind);
    }

    /** Rows in JSON. */
    final class Rows implements ImportBody {
        private final ImportRows rows = new ImportRows(ImportRows.MAX_BYTES);
        private final boolean addressesOnly;

        Rows(ImportKind kind) {
            this.addressesOnly = kind instanceof ImportKind.Members;
        }

        @Override
        public boolean offer(ContactChange change) {
            return rows.offer(change.email(), addressesOnly ? Map.of() : change.attributes());
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public ContactImport.Builder into(ContactImport.Builder request) {
            return request.rows(rows);
        }
    }

    /**
     * Rows in CSV, whose only columns are the attributes to be cleared: an import empties a contact's attributes where its
     * columns are empty, and what a JSON row leaves out may count as empty.
     */
    final class Cleared implements ImportBody {
        private static final int MAX_BYTES = 7_000_000;

        private final StringBuilder csv = new StringBuilder("EMAIL");
        private final String emptyColumns;

        Cleared(Set<String> attributes) {
            attributes.forEach(name -> csv.append(';').append(name));
            csv.append('\n');
            this.emptyColumns = ";".repeat(attributes.size()) + '\n';
        }

        @Override
        public boolean offer(ContactChange change) {
            // Addresses are ASCII and hold no semicolon.
            if (csv.length() + change.email().length() + emptyColumns.length() > MAX_BYTES) return false;
            csv.append(change.email()).append(emptyColumns);
            return true;
        }

        @Override
        public int size() {
            return csv.length();
        }

        @Override
        public ContactImport.Builder into(ContactImport.Builder request) {
            return request.csv(csv.toString()).emptyContactsAttributes(true);
        }
    }
}
