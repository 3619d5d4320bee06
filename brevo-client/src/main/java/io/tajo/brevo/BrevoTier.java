package io.tajo.brevo;

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
    EXTENDED
}
