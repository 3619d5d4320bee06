package io.tajo.client;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What authorises a call. Implementations are safe for any thread: one instance serves all calls of a client.
 */
public interface Credentials {

    /**
     * Hands over the headers that authorise one attempt.
     *
     * @param headers takes a header's name and its value
     */
    void authorize(BiConsumer<String, String> headers);

    /**
     * Renews what {@link #authorize} hands over, after the server answered 401. Called at most once for a call.
     *
     * @return whether the call is worth another attempt
     */
    default boolean renew() {
        return false;
    }

    /**
     * Returns a key that travels in a header of its own, as Brevo's {@code api-key} does.
     *
     * @param header the header's name
     * @param key the key
     * @return the credentials
     */
    static Credentials apiKey(String header, Secret key) {
        return headers -> headers.accept(header, key.reveal());
    }

    /**
     * Returns a fixed token that travels as {@code Authorization: Bearer}.
     *
     * @param token the token
     * @return the credentials
     */
    static Credentials bearer(Secret token) {
        return headers -> headers.accept("Authorization", "Bearer " + token.reveal());
    }

    /**
     * Returns tokens that expire, for example those of OAuth client credentials: asked for at the first call, kept,
     * and asked for again once a call is refused with 401.
     *
     * @param tokens gives a fresh token each time it is asked; called from the threads that call
     * @return the credentials
     */
    static Credentials bearer(Supplier<Secret> tokens) {
        AtomicReference<@Nullable Secret> current = new AtomicReference<>();
        return new Credentials() {
            @Override
            public void authorize(BiConsumer<String, String> headers) {
                Secret token = current.get();
                if (token == null) {
                    token = tokens.get();
                    current.set(token);
                }
                headers.accept("Authorization", "Bearer " + token.reveal());
            }

            @Override
            public boolean renew() {
                current.set(null);
                return true;
            }
        };
    }
}
