package io.tajo.brevo.processes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that an import rejected.
 *
 * @param reason why, in Brevo's words: the name of the file that it stands in
 * @param email its address, as it stands there
 * @param columns all that stands there
 */
public record RejectedRow(String reason, @Nullable String email, List<String> columns) {
    /**
     * Copies the columns.
     *
     * @param reason why, in Brevo's words: the name of the file that it stands in
     * @param email its address, as it stands there
     * @param columns all that stands there
     */
    public RejectedRow {
        columns = List.copyOf(columns);
    }

    /** {@return the reason only: the rest is personal} */
    @Override
    public String toString() {
        return "RejectedRow[" + reason + "]";
    }
}
