package io.tajo.brevo.contacts;

import io.tajo.client.ApiFailure;
import io.tajo.client.InvalidRequestException;
import java.util.Set;

/** Another contact has the same address, phone number or external id. Nothing was written. */
public final class DuplicateIdentifierException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> identifiers;

    /**
     * Creates the exception.
     *
     * @param failure what Brevo said
     * @param identifiers the kinds of identifiers that clash, in Brevo's words: email, SMS, ext_id
     */
    public DuplicateIdentifierException(ApiFailure failure, Set<String> identifiers) {
        super(failure);
        this.identifiers = Set.copyOf(identifiers);
    }

    /** {@return the kinds of identifiers that clash, in Brevo's words: email, SMS, ext_id} */
    public Set<String> identifiers() {
        return identifiers;
    }
}
