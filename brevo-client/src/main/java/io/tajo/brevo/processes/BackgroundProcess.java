package io.tajo.brevo.processes;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that Brevo does in its own time.
 *
 * @param id its number
 * @param name Brevo's word for its kind, for example {@code IMPORTUSER}
 * @param status how far it is
 * @param exportUrl the file that an export made
 * @param rejectFiles the files that name the rows which an import rejected, by reason, for example
 *     {@code invalid_emails}
 */
public record BackgroundProcess(
        long id,
        String name,
        ProcessStatus status,
        @Nullable URI exportUrl,
        Map<String, URI> rejectFiles) {
    /**
     * Copies the files.
     *
     * @param id its number
     * @param name Brevo's word for its kind, for example {@code IMPORTUSER}
     * @param status how far it is
     * @param exportUrl the file that an export made
     * @param rejectFiles the files that name the rows which an import rejected, by reason, for example {@code invalid_emails}
     */
    public BackgroundProcess {
        rejectFiles = Map.copyOf(rejectFiles);
    }

    /** {@return number, kind and status: the files' addresses open them without a key} */
    @Override
    public String toString() {
        return "BackgroundProcess[" + id + " " + name + " " + status + "]";
    }
}
