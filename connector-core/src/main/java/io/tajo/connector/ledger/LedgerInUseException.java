package io.tajo.connector.ledger;

/** Another process, or another ledger of this one, has the embedded ledger open. Names who, as far as is known. */
public final class LedgerInUseException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which file, who holds it, and what to do
     */
    public LedgerInUseException(String message) {
        super(message);
    }
}
