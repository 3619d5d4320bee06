package io.tajo.brevo.processes;

import io.tajo.client.Paginator;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows what Brevo does in its own time. Safe for any thread. An account has a hundred of these calls an hour: follow
 * all processes with one look, and look seldom.
 *
 * @see <a href="https://developers.brevo.com/reference/getprocesses">Brevo: processes</a>
 */
public interface ProcessesApi {

    /**
     * Looks at one process: {@code GET /processes/{processId}}.
     *
     * @param id its number
     * @return the process; empty if there is none
     */
    Optional<BackgroundProcess> get(long id);

    /**
     * Looks at the fifty newest processes with one call: {@code GET /processes}.
     *
     * @return the processes, newest first
     */
    List<BackgroundProcess> recent();

    /**
     * Lists all processes, oldest first, from {@code GET /processes}, one call for each fifty.
     *
     * @return the processes, read lazily
     */
    Paginator<BackgroundProcess> list();

    /**
     * Waits for processes with shared looks at the newest ones: the first after a second, then less and less often, up to
     * once a minute.
     *
     * @param ids their numbers
     * @param timeout how long to wait
     * @return each process that was seen, as it was seen last; those that did not end in time are not ended there
     * @throws WaitCutShortException if the hour's calls are used up or a look fails; it holds what was seen until then
     */
    Map<Long, BackgroundProcess> await(Collection<Long> ids, Duration timeout);

    /**
     * Downloads the rows that an import rejected, from the files that its process names. Sent without the key.
     *
     * @param process an import that has ended
     * @return the rows, none if none were rejected
     */
    List<RejectedRow> rejects(BackgroundProcess process);
}
