package io.tajo.posthog.events;

import io.tajo.client.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param uuid PostHog's id of the event
 * @param event its name, such as {@code $pageview}
 * @param distinctId the id of the person who did it
 * @param timestamp when it happened, to the microsecond
 * @param properties what is known about it
 * @param person who did it; null unless asked for, and for events without a profile
 * @param elementsChain the elements of the page that were clicked, as PostHog writes them; may be empty
 */
public record Event(
        String uuid,
        String event,
        String distinctId,
        Instant timestamp,
        JsonObject properties,
        @Nullable EventPerson person,
        String elementsChain) {

    /** {@return the event's uuid only: everything else may be personal} */
    @Override
    public String toString() {
        return "Event[" + uuid + "]";
    }
}
