package io.tajo.connector.plan;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.lists.ContactList;
import io.tajo.brevo.lists.Folder;
import io.tajo.client.ConfigurationException;
import io.tajo.client.DecodingException;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds the list that a job's contacts go into. */
public final class TargetLists {
    private static final int CREATIONS = 3;

    private final BrevoClient brevo;
    private final String holdingList;

    /**
     * Creates the finder.
     *
     * @param brevo where the lists are
     * @param holdingList the name of the list, and of its folder, for jobs without one of their own: Brevo imports
     *     nothing without a list
     */
    public TargetLists(BrevoClient brevo, String holdingList) {
        this.brevo = brevo;
        this.holdingList = holdingList;
    }

    /**
     * Finds a job's list, or finds or creates the holding list.
     *
     * @param list the job's list, if it has one
     * @return the list's id
     * @throws ConfigurationException if Brevo has no such list
     */
    public long resolve(OptionalLong list) {
        if (list.isEmpty()) return holding();
        Optional<ContactList> found = brevo.lists().get(list.getAsLong());
        return found.map(ContactList::id)
                .orElseThrow(() -> new ConfigurationException("Brevo has no list " + list.getAsLong()
                        + ". Take its number from Contacts > Lists, or leave the list out."));
    }

    private long holding() {
        return findOrCreate(this::findList, () -> brevo.lists().create(holdingList, folder()));
    }

    private long folder() {
        return findOrCreate(this::findFolder, () -> brevo.folders().create(holdingList));
    }

    private OptionalLong findList() {
        return brevo.lists().list().stream()
                .filter(list -> list.name().equals(holdingList))
                .mapToLong(ContactList::id)
                .findFirst();
    }

    private OptionalLong findFolder() {
        return brevo.folders().list().stream()
                .filter(folder -> folder.name().equals(holdingList))
                .mapToLong(Folder::id)
                .findFirst();
    }

    /** A creation that nobody knows the end of is not repeated blindly: there would be two of the name. */
    private static long findOrCreate(Supplier<OptionalLong> find, LongSupplier create) {
        for (int attempt = 1; ; attempt++) {
            OptionalLong found = find.get();
            if (found.isPresent()) return found.getAsLong();
            try {
                return create.getAsLong();
            } catch (ServerException | TransportException | DecodingException e) {
                if (attempt == CREATIONS) throw e;
            }
        }
    }
}
