package io.tajo.brevo.account;

import java.util.List;

/**
 * An account.
 *
 * @param companyName the company's name
 * @param plans the types of its plans, as Brevo names them
 * @param enterprise whether it is an account of Brevo's Enterprise plan
 * @param organizationId tells the account from others, whatever its key; empty if Brevo did not say
 */
public record Account(String companyName, List<String> plans, boolean enterprise, String organizationId) {
    /**
     * Copies the plans.
     *
     * @param companyName the company's name
     * @param plans the types of its plans, as Brevo names them
     * @param enterprise whether it is an account of Brevo's Enterprise plan
     * @param organizationId tells the account from others, whatever its key; empty if Brevo did not say
     */
    public Account {
        plans = List.copyOf(plans);
    }
}
