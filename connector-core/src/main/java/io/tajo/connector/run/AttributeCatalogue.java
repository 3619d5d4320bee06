package io.tajo.connector.run;

import io.tajo.brevo.attributes.Attribute;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.attributes.BuiltIn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps Brevo's attributes for an hour, for contacts that are written one by one. Safe for any thread. */
public final class AttributeCatalogue {
    private static final Duration KEPT = Duration.ofHours(1);

    private final ReentrantLock lock = new ReentrantLock();
    private List<Attribute> attributes = List.of();
    private Instant readAt = Instant.MIN;

    /** Creates a catalogue that has read nothing. */
    public AttributeCatalogue() {}

    /**
     * Returns the attributes, read anew where they are old or lack one that is needed.
     *
     * @param api reads them
     * @param needed names of attributes, in any case
     * @param now the time
     */
    List<Attribute> read(AttributesApi api, Collection<String> needed, Instant now) {
        lock.lock();
        try {
            boolean fresh = readAt.isAfter(now.minus(KEPT)) && needed.stream().allMatch(this::has);
            if (!fresh) {
                attributes = api.list();
                readAt = now;
            }
            return attributes;
        } finally {
            lock.unlock();
        }
    }

    private boolean has(String name) {
        Optional<BuiltIn> builtIn = BuiltIn.of(name);
        return builtIn.equals(Optional.of(BuiltIn.EXT_ID))
                || attributes.stream()
                        .anyMatch(attribute -> attribute.name().equalsIgnoreCase(name)
                                || (builtIn.isPresent() && builtIn.equals(BuiltIn.of(attribute.name()))));
    }
}
