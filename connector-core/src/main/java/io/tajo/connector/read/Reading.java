package io.tajo.connector.read;

import io.tajo.connector.mapping.EmailAddress;
import io.tajo.connector.mapping.Profile;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Persons as they are read, each with its address. For one thread. */
public final class Reading implements Iterator<Reading.Person> {
    private final AddressGroups groups;
    private final Set<String> readable;
    private long persons;

    Reading(AddressGroups groups, Set<String> readable) {
        this.groups = groups;
        this.readable = readable;
    }

    /**
     * One person to be mapped.
     *
     * @param profile what is known
     * @param hasAddress whether there is something in place of an address
     * @param address the address, if it is valid
     */
    public record Person(Profile profile, boolean hasAddress, Optional<EmailAddress> address) {}

    @Override
    public boolean hasNext() {
        return groups.hasNext();
    }

    @Override
    public Person next() {
        PersonRow row = groups.next();
        persons++;
        return new Person(
                Profile.of(row.id(), row.fields(), readable), row.address().isPresent(), row.validAddress());
    }

    /** {@return how many persons were read, those that became part of another counted} */
    public long read() {
        return persons + groups.merged();
    }

    /** {@return how many persons became part of another with the same address} */
    public long merged() {
        return groups.merged();
    }
}
