package io.tajo.brevo.webhooks;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a marketing webhook tells.
 *
 * @param event what happened, such as {@code unsubscribe}, {@code list_addition} or {@code contact_updated}; others may
 *     be added
 * @param webhookId the webhook's number, which Brevo calls {@code id}: it is not the contact's
 * @param emails the addresses of the contacts
 * @param listIds the lists that it is about
 * @param campaignId the campaign that it is about
 * @param campaignName that campaign's name
 * @param at when it happened; Brevo's own text is in the account's local time and is not used
 * @param updates what changed, where contacts were updated: each with an address and,
 *     for example, its attributes
 * @param payload all that Brevo sent
 */
public record MarketingEvent(
        String event,
        OptionalLong webhookId,
        List<String> emails,
        Set<Long> listIds,
        OptionalLong campaignId,
        @Nullable String campaignName,
        @Nullable Instant at,
        List<JsonObject> updates,
        JsonObject payload) {
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /**
     * Copies the lists.
     *
     * @param event what happened
     * @param webhookId the webhook's number
     * @param emails the addresses of the contacts
     * @param listIds the lists that it is about
     * @param campaignId the campaign that it is about
     * @param campaignName that campaign's name
     * @param at when it happened
     * @param updates what changed, where contacts were updated
     * @param payload all that Brevo sent
     */
    public MarketingEvent {
        emails = List.copyOf(emails);
        listIds = Set.copyOf(listIds);
        updates = List.copyOf(updates);
    }

    /**
     * Reads a message of a webhook, be it of one event or of many.
     *
     * @param body the message's body
     * @return the events
     * @throws DecodingException if it is no message of a webhook
     */
    public static List<MarketingEvent> read(String body) {
        Object value = Json.tryValue(body).orElseThrow(MarketingEvent::noMessage);
        List<?> messages = value instanceof List<?> many ? many : List.of(value);
        List<MarketingEvent> events = new ArrayList<>();
        for (Object message : messages) {
            if (!(message instanceof Map<?, ?> fields)) throw noMessage();
            Map<String, @Nullable Object> payload = new LinkedHashMap<>();
            fields.forEach((name, field) -> payload.put(String.valueOf(name), field));
            events.add(of(JsonObject.of(payload)));
        }
        return events;
    }

    private static MarketingEvent of(JsonObject json) {
        List<JsonObject> updates = json.object("content").map(List::of).orElseGet(() -> json.objects("content"));
        Set<String> emails = new LinkedHashSet<>(texts(json, "email"));
        updates.forEach(update -> emails.addAll(texts(update, "email")));
        return new MarketingEvent(
                json.text("event").orElseThrow(MarketingEvent::noMessage),
                json.integer("id"),
                List.copyOf(emails),
                numbers(json, "list_id"),
                json.integer("camp_id"),
                json.text("campaign name").orElse(null),
                at(json),
                updates,
                json);
    }

    private static @Nullable Instant at(JsonObject json) {
        for (String field : List.of("ts_event", "ts", "ts_sent")) {
            OptionalLong seconds = json.integer(field);
            // All who know the webhook's address may post to it: a number that is no time must not be an exception.
            if (seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() <= LAST_SECOND) {
                return Instant.ofEpochSecond(seconds.getAsLong());
            }
        }
        return null;
    }

    /** One text, or an array of them. */
    private static List<String> texts(JsonObject json, String field) {
        return json.list(field)
                .map(values -> values.stream().map(String::valueOf).toList())
                .orElseGet(() -> json.text(field).stream().toList());
    }

    private static Set<Long> numbers(JsonObject json, String field) {
        Set<Long> numbers = new LinkedHashSet<>();
        for (String text : texts(json, field)) {
            JsonObject.of(Map.of(field, text)).integer(field).ifPresent(numbers::add);
        }
        return numbers;
    }

    private static DecodingException noMessage() {
        return new DecodingException("This is no message of a Brevo webhook: it has no event.");
    }

    /** {@return what happened: everything else may be personal} */
    @Override
    public String toString() {
        return "MarketingEvent[" + event + "]";
    }
}
