package io.tajo.connector.ledger;

import org.jspecify.annotations.Nullable;

/** The ledger's store fails, or can't be opened. A job can't go on without its ledger. Names no contact and no key. */
public class LedgerException extends RuntimeException {
    /** What every message says that advises to begin with a new ledger. */
    static final String WHAT_FORGETTING_MEANS =
            "A new ledger has forgotten everything: contacts that were deleted in Brevo "
                    + "come back, events are sent again, members of mirrored lists that the old one had added are no longer removed, "
                    + "and the next run sends every contact.";

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what failed, where, and what to do
     */
    public LedgerException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what failed, where, and what to do
     * @param cause the store's own error
     */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
