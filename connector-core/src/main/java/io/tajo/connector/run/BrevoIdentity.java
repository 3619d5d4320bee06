package io.tajo.connector.run;

import io.tajo.brevo.account.Account;
import io.tajo.brevo.account.AccountApi;
import io.tajo.client.NotFoundException;
import io.tajo.client.PermissionException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Knows which account a connector's Brevo key belongs to, and asks once: it costs a call of a hundred an hour. Safe for any thread. */
public final class BrevoIdentity {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Optional<Account> account;

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
            Optional<Account> known = account;
            if (known == null) {
                known = ask(api);
                account = known;
            }
            return known;
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
