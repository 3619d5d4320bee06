package io.tajo.brevo.account;

/**
 * Reads the account. Safe for any thread.
 *
 * @see <a href="https://developers.brevo.com/reference/getaccount">Brevo: get your account</a>
 */
public interface AccountApi {

    /**
     * Reads the account, which shows that the key works: {@code GET /account}. One call of the hundred an hour.
     *
     * @return the account
     */
    Account get();
}
