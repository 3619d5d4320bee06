package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which contact each person has become, as long as the process lives. Safe for any thread. */
final class InMemoryPersonBook implements PersonBook {
    private final Map<Long, ContactKey> known = new ConcurrentHashMap<>();

    @Override
    public Map<Long, ContactKey> contacts(Collection<Long> persons) {
        Map<Long, ContactKey> found = new LinkedHashMap<>();
        for (Long person : persons) {
            ContactKey contact = known.get(person);
            if (contact != null) found.put(person, contact);
        }
        return found;
    }

    @Override
    public void link(Map<Long, ContactKey> contacts) {
        known.putAll(contacts);
    }

    void clear() {
        known.clear();
    }
}
