package io.tajo.brevo.account;

import io.tajo.client.ApiFailure;
import io.tajo.client.AuthenticationException;

/** The key is fine, but Brevo takes no calls from this machine's IP address until it is authorised. */
public final class IpBlockedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param failure what Brevo said
     */
    public IpBlockedException(ApiFailure failure) {
        super(failure);
    }
}
