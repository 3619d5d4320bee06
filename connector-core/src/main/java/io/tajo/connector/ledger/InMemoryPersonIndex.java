package io.tajo.connector.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Which contacts each person has become, as long as the process lives. Safe for any thread. */
final class InMemoryPersonIndex implements PersonIndex {
    private final Map<Long, Set<ContactKey>> known = new ConcurrentHashMap<>();

    @Override
    public Map<Long, Set<ContactKey>> contacts(Collection<Long> persons) {
        Map<Long, Set<ContactKey>> found = new LinkedHashMap<>();
        for (Long person : persons) {
            Set<ContactKey> contacts = known.get(person);
            if (contacts != null) found.put(person, contacts);
        }
        return found;
    }

    @Override
    public void forEach(Consumer<Set<ContactKey>> action) {
        known.values().forEach(action);
    }

    @Override
    public void link(Map<Long, ContactKey> contacts) {
        contacts.forEach((person, contact) -> known.merge(person, Set.of(contact), InMemoryPersonIndex::both));
    }

    @Override
    public void unlink(Map<Long, Set<ContactKey>> contacts) {
        contacts.forEach((person, gone) -> known.computeIfPresent(person, (key, held) -> {
            Set<ContactKey> rest = new LinkedHashSet<>(held);
            rest.removeAll(gone);
            return rest.isEmpty() ? null : Set.copyOf(rest);
        }));
    }

    private static Set<ContactKey> both(Set<ContactKey> some, Set<ContactKey> more) {
        Set<ContactKey> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    void clear() {
        known.clear();
    }
}
