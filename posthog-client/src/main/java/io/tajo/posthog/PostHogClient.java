package io.tajo.posthog;

import io.tajo.client.CallListener;
import io.tajo.client.ClientBuilder;
import io.tajo.client.ClientSettings;
import io.tajo.client.ConfigurationException;
import io.tajo.client.Credentials;
import io.tajo.client.Secret;
import io.tajo.client.transport.Service;
import io.tajo.client.transport.Transport;
import io.tajo.posthog.account.AccessReport;
import io.tajo.posthog.account.AccountApi;
import io.tajo.posthog.capture.CaptureApi;
import io.tajo.posthog.cohorts.CohortsApi;
import io.tajo.posthog.events.EventsApi;
import io.tajo.posthog.exports.ExportsApi;
import io.tajo.posthog.flags.FlagsApi;
import io.tajo.posthog.insights.InsightsApi;
import io.tajo.posthog.internal.AccessCheck;
import io.tajo.posthog.internal.FlagStore;
import io.tajo.posthog.internal.HttpAccount;
import io.tajo.posthog.internal.HttpCapture;
import io.tajo.posthog.internal.HttpCohorts;
import io.tajo.posthog.internal.HttpEvents;
import io.tajo.posthog.internal.HttpExports;
import io.tajo.posthog.internal.HttpFlags;
import io.tajo.posthog.internal.HttpInsights;
import io.tajo.posthog.internal.HttpPersons;
import io.tajo.posthog.internal.HttpQueries;
import io.tajo.posthog.internal.HttpRecordings;
import io.tajo.posthog.internal.PostHogErrors;
import io.tajo.posthog.internal.PostHogHosts;
import io.tajo.posthog.internal.PostHogSignals;
import io.tajo.posthog.internal.Project;
import io.tajo.posthog.persons.PersonsApi;
import io.tajo.posthog.query.QueryApi;
import io.tajo.posthog.recordings.RecordingsApi;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one PostHog project. Make one and keep it: it holds the connections and the pacing that all its threads share.
 * Immutable and safe for any thread; close it when the application ends.
 *
 * <pre>{@code
 * try (PostHogClient posthog = PostHogClient.builder()
 *         .host("https://eu.posthog.com")
 *         .personalApiKey(System.getenv("POSTHOG_PERSONAL_API_KEY"))
 *         .projectId("12345")
 *         .build()) {
 *     for (Person person : posthog.persons().list(PersonQuery.all())) {
 *         System.out.println(person.properties().text("plan"));
 *     }
 * }
 * }</pre>
 */
public final class PostHogClient implements AutoCloseable {
    private final Transport transport;
    private final Transport ingestion;
    private final Project project;
    private final FlagStore flagStore;
    private final boolean owner;

    private PostHogClient(
            Transport transport, Transport ingestion, Project project, FlagStore flagStore, boolean owner) {
        this.transport = transport;
        this.ingestion = ingestion;
        this.project = project;
        this.flagStore = flagStore;
        this.owner = owner;
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks what the key may do here, before a run that would find out half-way: nine calls that read next to nothing.
     *
     * @return what the key can read, what it lacks, and whether the project is there
     * @throws io.tajo.client.AuthenticationException if PostHog does not know the key
     */
    public AccessReport check() {
        return new AccessCheck(transport, project).run();
    }

    /**
     * Checks whether the key has some scopes, by one call for each that reads: what a scope for writing allows, only a change
     * would show.
     *
     * @param scopes for example {@code query:read}
     * @return what the key can read of it, what it lacks, and whether the project is there
     * @throws io.tajo.client.AuthenticationException if PostHog does not know the key
     * @throws IllegalArgumentException if this client has no use for one of the scopes
     */
    public AccessReport check(Set<String> scopes) {
        return new AccessCheck(transport, project).run(scopes);
    }

    /** {@return the address of the project that the client reads, which tells it from others; no call is made} */
    public String projectAddress() {
        return transport.base().uri() + "/project/" + project.id();
    }

    /** {@return whose key it is, and the project} */
    public AccountApi account() {
        return new HttpAccount(transport, project);
    }

    /** {@return the persons of the project} */
    public PersonsApi persons() {
        return new HttpPersons(transport, project);
    }

    /** {@return the events of the project, for small look-ups} */
    public EventsApi events() {
        return new HttpEvents(transport, project);
    }

    /** {@return the cohorts of the project, and who belongs to them} */
    public CohortsApi cohorts() {
        return new HttpCohorts(transport, project, query());
    }

    /** {@return the insights of the project, funnels among them} */
    public InsightsApi insights() {
        return new HttpInsights(transport, project);
    }

    /** {@return the session recordings of the project} */
    public RecordingsApi recordings() {
        return new HttpRecordings(transport, project, query());
    }

    /** {@return the feature flags of the project} */
    public FlagsApi flags() {
        return new HttpFlags(transport, ingestion, project, flagStore);
    }

    /** {@return questions to the project in HogQL} */
    public QueryApi query() {
        return new HttpQueries(transport, project);
    }

    /** {@return exports of persons and events in bulk} */
    public ExportsApi exports() {
        return new HttpExports(transport, project);
    }

    /** {@return sending events to the project} */
    public CaptureApi capture() {
        return new HttpCapture(ingestion, project);
    }

    /**
     * Returns a view of this client that tells one more listener, for example to count the calls of one run. It shares
     * connections and pacing; closing it does nothing.
     *
     * @param listener told of every attempt made through the view
     * @return the view
     */
    public PostHogClient withListener(CallListener listener) {
        return new PostHogClient(
                transport.withListener(listener), ingestion.withListener(listener), project, flagStore, false);
    }

    /** Closes the connections, unless they are the caller's own {@code HttpClient}'s. Closing twice does nothing. */
    @Override
    public void close() {
        if (owner) transport.close();
    }

    /** Collects what a client needs. Not safe for several threads. */
    public static final class Builder extends ClientBuilder<Builder> {
        /** Two minutes: a query may queue for 30 seconds and then run for 60. */
        public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofMinutes(2);

        private String host = "https://us.posthog.com";
        private @Nullable String projectId;
        private @Nullable Credentials credentials;
        private @Nullable Secret projectToken;

        private Builder() {
            super(DEFAULT_ATTEMPT_TIMEOUT);
        }

        /**
         * Sets where the project is: {@code https://us.posthog.com} (the default), {@code https://eu.posthog.com}, or
         * the address of a PostHog of one's own. The host that takes events in follows from it.
         *
         * @param address https, or plain http on this machine
         * @return this builder
         */
        public Builder host(String address) {
            host = address;
            return this;
        }

        /**
         * Sets the personal API key, which starts with {@code phx_}. A project token or a project secret key can't read
         * persons.
         *
         * @param key the key
         * @return this builder
         * @throws ConfigurationException if it is no key, or another kind of key
         */
        public Builder personalApiKey(@Nullable String key) {
            Secret secret = Secret.of("PostHog personal API key", key == null ? "" : key);
            if (secret.reveal().startsWith("phc_") || secret.reveal().startsWith("phs_")) {
                throw new ConfigurationException("The PostHog personal API key starts with "
                        + secret.reveal().substring(0, 4) + ", which marks a project's token or secret key: it can't "
                        + "read persons. Make a personal API key (phx_...) under Settings > Personal API keys.");
            }
            return credentials(Credentials.bearer(secret));
        }

        /**
         * Sets credentials of another kind, for example OAuth tokens.
         *
         * @param given what authorises the calls
         * @return this builder
         */
        public Builder credentials(Credentials given) {
            credentials = given;
            return this;
        }

        /**
         * Sets the project token, which starts with {@code phc_}. Reading does not need it.
         *
         * @param token the token
         * @return this builder
         * @throws ConfigurationException if it is no token
         */
        public Builder projectToken(@Nullable String token) {
            projectToken = Secret.of("PostHog project token", token == null ? "" : token);
            return this;
        }

        /**
         * Sets the project, by the number that stands in its settings.
         *
         * @param id the number, or {@code @current} for the one that the key was last used with
         * @return this builder
         * @throws ConfigurationException if it is neither
         */
        public Builder projectId(@Nullable String id) {
            if (id == null || !id.matches("\\d+|@current")) {
                throw new ConfigurationException(
                        "The PostHog project id is a number, as under Settings > Project, " + "not \"" + id + "\".");
            }
            projectId = id;
            return this;
        }

        /**
         * Returns the client.
         *
         * @return the client, to be closed by the caller
         * @throws ConfigurationException if the key or the project is missing, or the host can't be used
         */
        public PostHogClient build() {
            if (credentials == null) {
                throw new ConfigurationException("The PostHog client has no key. Set personalApiKey(...).");
            }
            if (projectId == null) {
                throw new ConfigurationException("The PostHog client has no project. Set projectId(...).");
            }
            PostHogHosts hosts = PostHogHosts.of(host);
            ClientSettings settings = settings(PostHogLimits.builder());
            Service service = new Service(
                    "PostHog",
                    "posthog-brevo-connector/0.1",
                    hosts.app(),
                    credentials,
                    new PostHogErrors(hosts.app()),
                    new PostHogSignals(settings.clock()));
            Transport transport = Transport.open(service, settings);
            return new PostHogClient(
                    transport,
                    transport.withBaseUri(hosts.ingestion()),
                    new Project(projectId, projectToken),
                    new FlagStore(settings.clock()),
                    true);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
