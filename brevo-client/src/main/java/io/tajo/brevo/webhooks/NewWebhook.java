package io.tajo.brevo.webhooks;

import io.tajo.client.transport.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A webhook to be made, or what one should be. Immutable: each method returns a changed copy. */
public final class NewWebhook {
    private final Map<String, Object> webhook;

    private NewWebhook(Map<String, Object> webhook) {
        this.webhook = Collections.unmodifiableMap(webhook);
    }

    /**
     * Returns a webhook that tells what contacts do.
     *
     * @param url where Brevo posts to, http or https
     * @param events what it tells of, such as {@code unsubscribed}, {@code listAddition} or {@code contactUpdated}
     * @return the webhook
     * @throws IllegalArgumentException if the address is none of the web, or there are no events
     */
    public static NewWebhook marketing(URI url, String... events) {
        return of("marketing", url, events);
    }

    /**
     * Returns a webhook of any type.
     *
     * @param type {@code marketing}, {@code transactional} or {@code inbound}
     * @param url where Brevo posts to, http or https
     * @param events what it tells of, at least one
     * @return the webhook
     * @throws IllegalArgumentException if the address is none of the web, or there are no events
     */
    public static NewWebhook of(String type, URI url, String... events) {
        if (events.length == 0) throw new IllegalArgumentException("a webhook tells of at least one kind of event");
        Map<String, Object> webhook = new LinkedHashMap<>();
        webhook.put("type", type);
        webhook.put("url", WebAddress.checked("a webhook", url));
        webhook.put("events", List.of(events));
        return new NewWebhook(webhook);
    }

    /**
     * Describes the webhook.
     *
     * @param text what it is for
     * @return the changed webhook
     */
    public NewWebhook description(String text) {
        return with("description", text);
    }

    /**
     * Tells of many events in one message.
     *
     * @return the changed webhook
     */
    public NewWebhook batched() {
        return with("batched", true);
    }

    /**
     * Has Brevo send a token, since it signs nothing.
     *
     * @param token what stands behind {@code Bearer}
     * @return the changed webhook
     */
    public NewWebhook bearer(String token) {
        return with("auth", Map.of("type", "bearer", "token", token));
    }

    /**
     * Has Brevo send a header.
     *
     * @param name its name
     * @param value its value
     * @return the changed webhook
     */
    public NewWebhook header(String name, String value) {
        List<Object> headers = new ArrayList<>();
        if (webhook.get("headers") instanceof List<?> others) headers.addAll(others);
        headers.add(Map.of("key", name, "value", value));
        return with("headers", headers);
    }

    /** {@return the webhook as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return webhook;
    }

    private NewWebhook with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(webhook);
        changed.put(field, value);
        return new NewWebhook(changed);
    }

    /** {@return the type and the events: the rest may hold credentials} */
    @Override
    public String toString() {
        return "NewWebhook[" + webhook.get("type") + ", " + webhook.get("events") + "]";
    }
}
