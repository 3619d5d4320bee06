package io.tajo.brevo.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param id its number
 * @param url where Brevo posts to; may hold credentials
 * @param type {@code marketing}, {@code transactional} or {@code inbound}
 * @param channel {@code email} or {@code sms}, if Brevo says so
 * @param events what it tells of, such as {@code unsubscribed}
 * @param description its description
 * @param batched whether it tells of many events in one message
 * @param createdAt when it was made
 * @param modifiedAt when it was changed last
 */
public record Webhook(
        long id,
        String url,
        String type,
        @Nullable String channel,
        List<String> events,
        @Nullable String description,
        boolean batched,
        @Nullable Instant createdAt,
        @Nullable Instant modifiedAt) {

    /**
     * Copies the events.
     *
     * @param id its number
     * @param url where Brevo posts to; may hold credentials
     * @param type {@code marketing}, {@code transactional} or {@code inbound}
     * @param channel {@code email} or {@code sms}, if Brevo says so
     * @param events what it tells of, such as {@code unsubscribed}
     * @param description its description
     * @param batched whether it tells of many events in one message
     * @param createdAt when it was made
     * @param modifiedAt when it was changed last
     */
    public Webhook {
        events = List.copyOf(events);
    }

    /** {@return number, type and events: the address may hold credentials} */
    @Override
    public String toString() {
        return "Webhook[" + id + ", " + type + ", " + events + "]";
    }
}
