package io.tajo.posthog.events;

import io.tajo.client.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The person of an event, as far as PostHog tells beside the event.
 *
 * @param uuid PostHog's id of the person; null where PostHog leaves it out
 * @param identified whether the person was identified; null where PostHog leaves it out
 * @param distinctIds some of the ids that the person was seen under
 * @param properties what is known about the person
 */
public record EventPerson(
        @Nullable String uuid, @Nullable Boolean identified, List<String> distinctIds, JsonObject properties) {

    /**
     * Copies the ids.
     *
     * @param uuid PostHog's id of the person; null where PostHog leaves it out
     * @param identified whether the person was identified; null where PostHog leaves it out
     * @param distinctIds some of the ids that the person was seen under
     * @param properties what is known about the person
     */
    public EventPerson {
        distinctIds = List.copyOf(distinctIds);
    }

    /** {@return the person's uuid only: everything else is personal} */
    @Override
    public String toString() {
        return "EventPerson[" + uuid + "]";
    }
}
