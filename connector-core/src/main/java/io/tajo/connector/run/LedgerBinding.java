package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.account.Account;
import io.tajo.brevo.contacts.Contact;
import io.tajo.brevo.contacts.ContactQuery;
import io.tajo.client.ConfigurationException;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.ledger.Lease;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds a ledger to the Brevo account and the PostHog project that it meets first, and refuses others: what it remembers of
 * one account would be taken for deleted, or for unchanged, in another. For one thread.
 */
final class LedgerBinding {
    private static final String ACCOUNT = "brevo account";
    private static final String PROJECT = "posthog project";
    private static final String OWN =
            " Nothing was sent. Give each account and project a ledger of its own, or go back to the "
                    + "clients that this one belongs to.";
    private static final int CONTACTS_AT_ONCE = 500;

    private final RunSettings settings;
    private final BrevoClient brevo;
    private final Lease lease;

    /**
     * Prepares the check.
     *
     * @param settings what the run works with
     * @param brevo counts its calls
     * @param lease the run's hold on the ledger
     */
    LedgerBinding(RunSettings settings, BrevoClient brevo, Lease lease) {
        this.settings = settings;
        this.brevo = brevo;
        this.lease = lease;
    }

    /**
     * Refuses a ledger of another account or project, and binds one that is not bound yet.
     *
     * @param binds whether the run may write notes, and look for the ledger's contacts
     * @return whether the ledger is new: bound to nothing, and without contacts
     * @throws ConfigurationException if the ledger belongs to another account or project
     */
    boolean check(boolean binds) {
        Map<String, String> notes = lease.sharedNotes().all();
        Optional<String> account = settings.identity().read(brevo.account()).map(LedgerBinding::name);
        String project = settings.postHog().projectAddress();
        account.ifPresent(met -> refuseOther("Brevo account", notes.get(ACCOUNT), met));
        refuseOther("PostHog project", notes.get(PROJECT), project);
        boolean isNew = !notes.containsKey(ACCOUNT) && !notes.containsKey(PROJECT) && !lease.knowsContacts();
        if (!binds) return isNew;
        if (account.isPresent() && !notes.containsKey(ACCOUNT)) {
            if (lease.knowsContacts() && !meetsItsContacts()) refuseStrange(account.get());
            lease.sharedNotes().put(ACCOUNT, account.get());
        }
        if (!notes.containsKey(PROJECT)) lease.sharedNotes().put(PROJECT, project);
        return isNew;
    }

    /** Returns whether the ledger is bound to an account. */
    boolean isBound() {
        return lease.sharedNotes().all().containsKey(ACCOUNT);
    }

    private static String name(Account account) {
        return account.organizationId() + " (" + account.companyName() + ")";
    }

    /** A company may change its name. */
    private static void refuseOther(String what, @Nullable String bound, String met) {
        if (bound == null || id(bound).equals(id(met))) return;
        throw new ConfigurationException("The ledger belongs to the " + what + " " + bound
                + ", and this run is for the " + what + " " + met + "." + OWN);
    }

    private static String id(String name) {
        int end = name.indexOf(" (");
        return end < 0 ? name : name.substring(0, end);
    }

    private static void refuseStrange(String met) {
        throw new ConfigurationException(
                "The ledger knows contacts of a Brevo account, and none of them is in the account " + met
                        + " that this run is for: it belongs to another account." + OWN);
    }

    /** A ledger of an earlier release does not say where it belongs: one of its contacts in the account shows it. */
    private boolean meetsItsContacts() {
        Iterator<Contact> contacts = brevo.contacts().list(ContactQuery.all()).iterator();
        List<ContactKey> some = new ArrayList<>();
        while (contacts.hasNext()) {
            String email = contacts.next().email();
            if (email != null) some.add(lease.hash().contact(email));
            if (some.size() < CONTACTS_AT_ONCE && contacts.hasNext()) continue;
            if (lease.applied(some).values().stream().anyMatch(ContactState::isProven)) return true;
            some.clear();
        }
        return false;
    }
}
