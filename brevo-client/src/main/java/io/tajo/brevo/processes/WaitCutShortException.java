package io.tajo.brevo.processes;

import io.tajo.client.ClientException;
import java.util.Map;

/**
 * A wait for processes ended early, because Brevo could not be asked any more: the hour's calls are used up, or a call
 * failed. What was seen until then is not lost with it.
 */
public final class WaitCutShortException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient Map<Long, BackgroundProcess> seen;
    private final transient ClientException failure;

    /**
     * Creates the exception.
     *
     * @param seen each process that was seen, as it was seen last
     * @param failure why Brevo could not be asked any more
     */
    public WaitCutShortException(Map<Long, BackgroundProcess> seen, ClientException failure) {
        super("The wait for Brevo's processes was cut short. " + failure.getMessage(), failure);
        this.seen = Map.copyOf(seen);
        this.failure = failure;
    }

    /** {@return each process that was seen, as it was seen last: some may have ended} */
    public Map<Long, BackgroundProcess> seen() {
        return seen;
    }

    /**
     * Returns why Brevo could not be asked any more; of a used-up quota it knows when to come back.
     *
     * @return the failure of the last look
     */
    public ClientException failure() {
        return failure;
    }
}
