package io.tajo.brevo.contacts;

import io.tajo.brevo.attributes.AttributeName;
import io.tajo.client.transport.WebAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail that asks a person to confirm that it wants to be a contact. Immutable: each method returns a changed copy. */
public final class DoubleOptIn {
    private final Map<String, Object> request;

    private DoubleOptIn(Map<String, Object> request) {
        this.request = Collections.unmodifiableMap(request);
    }

    /**
     * Returns a request.
     *
     * @param email the person's address
     * @param lists the lists to join on confirmation, at least one
     * @param templateId the mail's template, which must be one for double opt-in
     * @param redirectionUrl where the link leads after the confirmation, http or https
     * @return the request
     * @throws IllegalArgumentException if there are no lists, or the address is none of the web
     */
    public static DoubleOptIn of(String email, Collection<Long> lists, long templateId, URI redirectionUrl) {
        if (lists.isEmpty()) throw new IllegalArgumentException("a double opt-in is for at least one list");
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("email", email);
        request.put("includeListIds", List.copyOf(lists));
        request.put("templateId", templateId);
        request.put("redirectionUrl", WebAddress.checked("the page after a double opt-in", redirectionUrl));
        return new DoubleOptIn(request);
    }

    /**
     * Leaves those out who are in other lists.
     *
     * @param lists the lists
     * @return the changed request
     */
    public DoubleOptIn excluding(Collection<Long> lists) {
        return with("excludeListIds", List.copyOf(lists));
    }

    /**
     * Sets an attribute of the contact to be.
     *
     * @param name its name; written in capitals
     * @param value text, a number, a boolean or a list of texts, as its type takes it
     * @return the changed request
     * @throws IllegalArgumentException if it is the address, which the request is made with
     */
    public DoubleOptIn attribute(String name, Object value) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (request.get("attributes") instanceof Map<?, ?> set) {
            set.forEach((key, old) -> attributes.put(String.valueOf(key), old));
        }
        attributes.put(AttributeName.writable(name), value);
        return with("attributes", Collections.unmodifiableMap(attributes));
    }

    /** {@return the request as Brevo's API takes it} */
    public Map<String, Object> toMap() {
        return request;
    }

    private DoubleOptIn with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(request);
        changed.put(field, value);
        return new DoubleOptIn(changed);
    }

    /** {@return nothing personal} */
    @Override
    public String toString() {
        return "DoubleOptIn" + request.keySet();
    }
}
