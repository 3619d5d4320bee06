package io.tajo.examples.sandbox.brevo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A contact in the making; its identifiers and lists are changed by its book only. Guarded by its state's lock. */
final class MutableContact {
    final long id;
    final Instant createdAt;
    final Set<Long> lists = new TreeSet<>();
    final Set<Long> left = new TreeSet<>();
    final Map<String, Object> attributes = new LinkedHashMap<>();
    String email;

    @Nullable
    String extId;

    boolean blacklisted;
    boolean smsBlacklisted;
    Instant modifiedAt;

    MutableContact(long id, String email, Instant now) {
        this.id = id;
        this.email = email;
        this.createdAt = now;
        this.modifiedAt = now;
    }

    ContactRecord copy() {
        return new ContactRecord(
                id, email, extId, blacklisted, smsBlacklisted, lists, left, attributes, createdAt, modifiedAt);
    }
}
