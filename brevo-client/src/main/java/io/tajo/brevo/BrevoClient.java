package io.tajo.brevo;

import io.tajo.brevo.account.AccountApi;
import io.tajo.brevo.attributes.AttributesApi;
import io.tajo.brevo.contacts.ContactsApi;
import io.tajo.brevo.events.EventsApi;
import io.tajo.brevo.internal.BrevoErrors;
import io.tajo.brevo.internal.BrevoSignals;
import io.tajo.brevo.internal.EventBatchPace;
import io.tajo.brevo.internal.HttpAccount;
import io.tajo.brevo.internal.HttpAttributes;
import io.tajo.brevo.internal.HttpContacts;
import io.tajo.brevo.internal.HttpEvents;
import io.tajo.brevo.internal.HttpFolders;
import io.tajo.brevo.internal.HttpLists;
import io.tajo.brevo.internal.HttpProcesses;
import io.tajo.brevo.internal.HttpSegments;
import io.tajo.brevo.internal.HttpWebhooks;
import io.tajo.brevo.lists.FoldersApi;
import io.tajo.brevo.lists.ListsApi;
import io.tajo.brevo.lists.SegmentsApi;
import io.tajo.brevo.processes.ProcessesApi;
import io.tajo.brevo.webhooks.WebhooksApi;
import io.tajo.client.CallListener;
import io.tajo.client.ClientBuilder;
import io.tajo.client.ClientSettings;
import io.tajo.client.ConfigurationException;
import io.tajo.client.Credentials;
import io.tajo.client.RouteGroup;
import io.tajo.client.Secret;
import io.tajo.client.transport.BaseUri;
import io.tajo.client.transport.Service;
import io.tajo.client.transport.Transport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one Brevo account. Make one and keep it: it holds the connections and the pacing that all its threads
 * share. Immutable and safe for any thread; close it when the application ends.
 *
 * <pre>{@code
 * try (BrevoClient brevo = BrevoClient.builder().apiKey(System.getenv("BREVO_API_KEY")).build()) {
 *     brevo.contacts().upsert(ContactUpsert.builder().email("ada@example.com").attribute("FIRSTNAME", "Ada").build());
 * }
 * }</pre>
 */
public final class BrevoClient implements AutoCloseable {
    private final Transport transport;
    private final boolean owner;

    private BrevoClient(Transport transport, boolean owner) {
        this.transport = transport;
        this.owner = owner;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the contacts} */
    public ContactsApi contacts() {
        return new HttpContacts(transport);
    }

    /** {@return the lists} */
    public ListsApi lists() {
        return new HttpLists(transport);
    }

    /** {@return the folders of lists} */
    public FoldersApi folders() {
        return new HttpFolders(transport);
    }

    /** {@return the segments} */
    public SegmentsApi segments() {
        return new HttpSegments(transport);
    }

    /** {@return the fields that contacts may have} */
    public AttributesApi attributes() {
        return new HttpAttributes(transport);
    }

    /** {@return custom events} */
    public EventsApi events() {
        return new HttpEvents(transport);
    }

    /** {@return webhooks} */
    public WebhooksApi webhooks() {
        return new HttpWebhooks(transport);
    }

    /** {@return what Brevo does in its own time} */
    public ProcessesApi processes() {
        return new HttpProcesses(transport);
    }

    /** {@return the account} */
    public AccountApi account() {
        return new HttpAccount(transport);
    }

    /**
     * Returns a view of this client that tells one more listener, for example to count the calls of one run. It shares
     * connections and pacing; closing it does nothing.
     *
     * @param listener told of every attempt made through the view
     * @return the view
     */
    public BrevoClient withListener(CallListener listener) {
        return new BrevoClient(transport.withListener(listener), false);
    }

    /**
     * Returns how long the quotas would hold so many more calls up, as far as is known now.
     *
     * @param group the routes, one of {@link BrevoLimits}
     * @param calls how many calls, at least 1
     * @return the time until the last of them could be sent
     */
    public Duration timeFor(RouteGroup group, int calls) {
        return transport.settings().rateLimit().timeFor(group, calls);
    }

    /** Closes the connections, unless they are the caller's own {@code HttpClient}'s. Closing twice does nothing. */
    @Override
    public void close() {
        if (owner) transport.close();
    }

    /** Collects what a client needs. Not safe for several threads. */
    public static final class Builder extends ClientBuilder<Builder> {
        /** Brevo's one public host. */
        public static final String DEFAULT_HOST = "https://api.brevo.com/v3";
        /** A minute: Brevo answers in well under a second, and takes an import of eight megabytes in within some. */
        public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofMinutes(1);

        private String host = DEFAULT_HOST;
        private @Nullable Credentials credentials;

        private Builder() {
            super(DEFAULT_ATTEMPT_TIMEOUT);
        }

        /**
         * Sets the API key.
         *
         * @param key the key, as under Settings &gt; SMTP and API &gt; API keys
         * @return this builder
         * @throws ConfigurationException if it is no key
         */
        public Builder apiKey(@Nullable String key) {
            return credentials(Credentials.apiKey("api-key", Secret.of("Brevo API key", key == null ? "" : key)));
        }

        /**
         * Sets credentials of another kind, for example {@link Credentials#bearer} with OAuth tokens.
         *
         * @param given what authorises the calls
         * @return this builder
         */
        public Builder credentials(Credentials given) {
            credentials = given;
            return this;
        }

        /**
         * Sets where Brevo is, for a proxy or a sandbox.
         *
         * @param address https, or plain http on this machine; ends with {@code /v3}
         * @return this builder
         */
        public Builder host(String address) {
            host = address;
            return this;
        }

        /**
         * Returns the client.
         *
         * @return the client, to be closed by the caller
         * @throws ConfigurationException if there is no key, or the host can't be used
         */
        public BrevoClient build() {
            if (credentials == null) throw new ConfigurationException("The Brevo client has no key. Set apiKey(...).");
            ClientSettings settings = settings(BrevoLimits.builder(BrevoTier.GENERAL));
            Service service = new Service(
                    "Brevo",
                    "posthog-brevo-connector/0.1",
                    BaseUri.of("Brevo host", host),
                    credentials,
                    new BrevoErrors(),
                    new BrevoSignals(settings.clock()));
            return new BrevoClient(
                    Transport.open(service, settings.withRateLimit(new EventBatchPace(settings.rateLimit()))), true);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
