package io.tajo.connector.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The dead letters of a job, for as long as the process lives. */
final class InMemoryDeadLetters {
    private final Map<Address, DeadLetter> letters = new ConcurrentHashMap<>();
    private final String job;

    InMemoryDeadLetters(String job) {
        this.job = job;
    }

    private record Address(DeadLetter.Kind kind, String id) {}

    List<DeadLetter> all() {
        return List.copyOf(letters.values());
    }

    void recordDeadLetters(Map<String, String> reasons, DeadLetter.Kind kind, Instant now) {
        reasons.forEach((id, reason) ->
                letters.compute(new Address(kind, id), (address, known) -> buried(address, reason, known, now)));
    }

    private DeadLetter buried(Address address, String reason, @Nullable DeadLetter known, Instant now) {
        int attempts = known == null ? 1 : known.attempts() + 1;
        Instant first = known == null ? now : known.first();
        return new DeadLetter(job, address.kind(), address.id(), reason, attempts, first, now);
    }

    void clearDeadLetters(Collection<String> ids) {
        Set<String> arrived = Set.copyOf(ids);
        letters.keySet().removeIf(address -> arrived.contains(address.id()));
    }

    void clearDeadLettersBefore(Instant before) {
        letters.values().removeIf(letter -> letter.last().isBefore(before));
    }
}
