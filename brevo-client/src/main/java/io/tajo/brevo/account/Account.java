package io.tajo.brevo.account;

import java.util.List;

/**
 * An account.
 *
 * @param companyName the company's name
 * @param plans the types of its plans, as Brevo names them
 */
public record Account(String companyName, List<String> plans) {
    /**
     * Copies the plans.
     *
     * @param companyName the company's name
     * @param plans the types of its plans, as Brevo names them
     */
    public Account {
        plans = List.copyOf(plans);
    }
}
