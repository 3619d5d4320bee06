package io.tajo.posthog.persons;

import io.tajo.client.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as PostHog knows it.
 *
 * @param uuid PostHog's id of the person, in the spelling that PostHog gave
 * @param name what PostHog displays, which may be an address or an id
 * @param distinctIds the ids that the person was seen under; there may be very many
 * @param properties what is known about the person
 * @param createdAt when PostHog first saw the person
 * @param lastSeenAt when PostHog last saw the person
 */
public record Person(
        String uuid,
        @Nullable String name,
        List<String> distinctIds,
        JsonObject properties,
        @Nullable Instant createdAt,
        @Nullable Instant lastSeenAt) {

    /**
     * Copies the ids.
     *
     * @param uuid PostHog's id of the person, in the spelling that PostHog gave
     * @param name what PostHog displays, which may be an address or an id
     * @param distinctIds the ids that the person was seen under; there may be very many
     * @param properties what is known about the person
     * @param createdAt when PostHog first saw the person
     * @param lastSeenAt when PostHog last saw the person
     */
    public Person {
        distinctIds = List.copyOf(distinctIds);
    }

    /** {@return the person's uuid only: everything else is personal} */
    @Override
    public String toString() {
        return "Person[" + uuid + "]";
    }
}
