package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A contact in the making. Guarded by its state's lock. */
final class MutableContact {
    final long id;
    final String email;
    final Instant createdAt;
    final Set<Long> lists = new TreeSet<>();
    final Set<Long> left = new TreeSet<>();
    final Map<String, Object> attributes = new LinkedHashMap<>();

    @Nullable
    String extId;

    boolean blacklisted;
    Instant modifiedAt;

    MutableContact(long id, String email, Instant now) {
        this.id = id;
        this.email = email;
        this.createdAt = now;
        this.modifiedAt = now;
    }

    ContactRecord copy() {
        return new ContactRecord(id, email, extId, blacklisted, lists, left, attributes, createdAt, modifiedAt);
    }
}
