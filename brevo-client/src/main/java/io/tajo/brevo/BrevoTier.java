package io.tajo.brevo;

import io.tajo.brevo.account.Account;
import java.util.Locale;

/**
 * The size of an account's quotas.
 *
 * @see <a href="https://developers.brevo.com/docs/api-limits">Brevo: API limits</a>
 */
public enum BrevoTier {
    /** What every plan has. */
    GENERAL,
    /** Twice as much, available to the Professional and Enterprise plans. */
    ADVANCED,
    /** Six times as much, available to the Enterprise plan. */
    EXTENDED;

    /**
     * Returns the tier that an account's plan makes likely. Brevo does not promise that a plan's larger quotas are switched
     * on: its headers correct a guess that is too high, after a refusal or two.
     *
     * @param account the account
     * @return the advanced tier for the Professional and Enterprise plans, else the general one
     */
    public static BrevoTier of(Account account) {
        boolean larger = account.enterprise()
                || account.plans().stream()
                        .map(plan -> plan.toLowerCase(Locale.ROOT))
                        .anyMatch(plan -> plan.contains("enterprise") || plan.contains("professional"));
        return larger ? ADVANCED : GENERAL;
    }
}
