package io.tajo.connector.job;

/**
 * What a run sends although Brevo holds it already. Whatever it is, contacts that were deleted in Brevo stay deleted, lists
 * that contacts have left and opt-outs stay as they are, and events are not sent again. Immutable.
 */
public final class Resend {
    private static final Resend ALL = new Resend();

    private Resend() {}

    /**
     * Returns the choice to send every value of every contact, as if Brevo might hold another one: for accounts in which
     * values are not what Brevo shows. Fields without a value are cleared only where Brevo holds one.
     *
     * @return the choice
     */
    public static Resend all() {
        return ALL;
    }

    /** {@return what is sent} */
    @Override
    public String toString() {
        return "Resend.all()";
    }
}
