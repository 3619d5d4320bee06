package io.tajo.connector.run;

import io.tajo.brevo.account.Account;
import io.tajo.brevo.account.AccountApi;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Knows which account a connector's Brevo key belongs to, and asks once: it costs a call of a hundred an hour. Safe for any thread. */
public final class BrevoIdentity {
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Account> account = Optional.empty();
    private boolean asked;

    /** Creates an identity that has asked nothing. */
    public BrevoIdentity() {}

    /**
     * Returns the account.
     *
     * @param api asks for it
     * @return the account; empty if the key may not see it, or Brevo does not name its organization
     */
    Optional<Account> read(AccountApi api) {
        lock.lock();
        try {
            if (!asked) account = ask(api);
            asked = true;
            return account;
        } finally {
            lock.unlock();
        }
    }

    private static Optional<Account> ask(AccountApi api) {
        try {
            return Optional.of(api.get())
                    .filter(found -> !found.organizationId().isEmpty());
        } catch (PermissionException | NotFoundException e) {
            return Optional.empty();
        }
    }
}
