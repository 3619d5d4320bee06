package io.tajo.examples.sandbox;

import io.tajo.examples.sandbox.brevo.BrevoGuard;
import io.tajo.examples.sandbox.brevo.BrevoRoutes;
import io.tajo.examples.sandbox.brevo.BrevoState;
import io.tajo.examples.sandbox.control.CallLog;
import io.tajo.examples.sandbox.control.Faults;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.http.LoopbackServer;
import io.tajo.examples.sandbox.posthog.PostHogGuard;
import io.tajo.examples.sandbox.posthog.PostHogRoutes;
import io.tajo.examples.sandbox.posthog.PostHogState;
import io.tajo.examples.sandbox.posthog.Seeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A PostHog and a Brevo on this machine, with data made up from a seed, quotas, and the traps of the real ones. Safe for
 * any thread; closing it leaves no thread.
 */
public final class Sandbox implements AutoCloseable {
    private final Builder settings;
    private final PostHogState postHog;
    private final BrevoState brevo;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final LoopbackServer postHogServer;
    private final LoopbackServer brevoServer;

    private Sandbox(Builder settings) throws IOException {
        this.settings = settings;
        SandboxClock clock = settings.clock;
        postHog = new PostHogState(settings.zone);
        Seeder seeder = new Seeder(settings.seed, clock.now(), settings.eventsPerPerson);
        seeder.fill(postHog, settings.persons, settings.untidy);
        if (settings.world) seeder.fillWorld(postHog);
        brevo = new BrevoState(clock, settings.importTakes, settings.eventsSettleAfter);
        SandboxServers servers = new SandboxServers(faults, calls, clock);
        postHogServer = servers.postHog(
                settings.postHogPort,
                PostHogRoutes.of(postHog, clock, settings.shortPages),
                new PostHogGuard(personalApiKey(), projectId(), settings.scopes, clock));
        BrevoGuard guard = new BrevoGuard(brevoApiKey(), settings.brevoBlocksIp, clock, brevo.quirks());
        AtomicReference<String> fileBase = new AtomicReference<>("");
        brevoServer = servers.brevo(settings.brevoPort, BrevoRoutes.of(brevo, guard, fileBase::get), guard);
        fileBase.set(brevoUri() + "/files/");
    }

    /** {@return a builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where PostHog is} */
    public URI postHogUri() {
        return URI.create(postHogServer.address());
    }

    /** {@return where Brevo is, with its {@code /v3}} */
    public URI brevoUri() {
        return URI.create(brevoServer.address() + "/v3");
    }

    /** {@return the one key that PostHog accepts} */
    public String personalApiKey() {
        return "phx_sandbox0000000000000000000000000000000000000";
    }

    /** {@return the project's token} */
    public String projectToken() {
        return "phc_sandbox0000000000000000000000000000000000000";
    }

    /** {@return the one project} */
    public String projectId() {
        return "12345";
    }

    /** {@return the one key that Brevo accepts} */
    public String brevoApiKey() {
        return "xkeysib-sandbox00000000000000000000000000000000";
    }

    /** {@return what PostHog holds} */
    public PostHogState postHog() {
        return postHog;
    }

    /** {@return what Brevo holds} */
    public BrevoState brevo() {
        return brevo;
    }

    /** {@return every call that was answered} */
    public CallLog calls() {
        return calls;
    }

    /** {@return what may go wrong} */
    public Faults faults() {
        return faults;
    }

    /** {@return the time that quotas and imports run on} */
    public SandboxClock clock() {
        return settings.clock;
    }

    @Override
    public void close() {
        postHogServer.close();
        brevoServer.close();
    }

    /** Collects what a sandbox is made of. */
    public static final class Builder {
        private int persons;
        private long seed = 7;
        private int eventsPerPerson = 3;
        private boolean untidy;
        private boolean world;
        private boolean shortPages;
        private boolean brevoBlocksIp;
        private int postHogPort;
        private int brevoPort;
        private Set<String> scopes = Set.of("*");
        private Duration importTakes = Duration.ofMillis(300);
        private Duration eventsSettleAfter = Duration.ofSeconds(20);
        private SandboxClock clock = SandboxClock.real();
        private ZoneId zone = ZoneOffset.UTC;

        private Builder() {}

        /**
         * Sets how many persons are made up, none by default.
         *
         * @param count how many
         * @return this builder
         */
        public Builder persons(int count) {
            persons = count;
            return this;
        }

        /**
         * Sets the seed: the same one makes up the same persons.
         *
         * @param value the seed
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Sets how many events a person has on average.
         *
         * @param count how many, three by default
         * @return this builder
         */
        public Builder eventsPerPerson(int count) {
            eventsPerPerson = count;
            return this;
        }

        /**
         * Lets some persons lack an address, share one, or have it padded and in capitals.
         *
         * @param wanted whether they do
         * @return this builder
         */
        public Builder untidy(boolean wanted) {
            untidy = wanted;
            return this;
        }

        /**
         * Adds cohorts, feature flags, a saved funnel, recordings, and purchases with amounts to the persons.
         *
         * @param wanted whether they are made up
         * @return this builder
         */
        public Builder world(boolean wanted) {
            world = wanted;
            return this;
        }

        /**
         * Lets pages of the persons route hold fewer persons than their limit.
         *
         * @param wanted whether they do
         * @return this builder
         */
        public Builder shortPages(boolean wanted) {
            shortPages = wanted;
            return this;
        }

        /**
         * Lets Brevo refuse this machine's IP address.
         *
         * @param wanted whether it does
         * @return this builder
         */
        public Builder brevoBlocksIp(boolean wanted) {
            brevoBlocksIp = wanted;
            return this;
        }

        /**
         * Sets PostHog's port.
         *
         * @param port the port, 0 for any
         * @return this builder
         */
        public Builder postHogPort(int port) {
            postHogPort = port;
            return this;
        }

        /**
         * Sets Brevo's port.
         *
         * @param port the port, 0 for any
         * @return this builder
         */
        public Builder brevoPort(int port) {
            brevoPort = port;
            return this;
        }

        /**
         * Sets what the personal API key may do.
         *
         * @param names scopes such as {@code query:read}; all by default
         * @return this builder
         */
        public Builder scopes(String... names) {
            scopes = Set.of(names);
            return this;
        }

        /**
         * Sets how long an import takes.
         *
         * @param time the time, 300 ms by default
         * @return this builder
         */
        public Builder importTakes(Duration time) {
            importTakes = time;
            return this;
        }

        /**
         * Sets how long Brevo queues an event before its list of events shows it.
         *
         * @param time the time, 20 seconds by default
         * @return this builder
         */
        public Builder eventsSettleAfter(Duration time) {
            eventsSettleAfter = time;
            return this;
        }

        /**
         * Sets the time that quotas and imports run on.
         *
         * @param time the clock, the machine's own by default
         * @return this builder
         */
        public Builder clock(SandboxClock time) {
            clock = time;
            return this;
        }

        /**
         * Sets the time zone of PostHog's project.
         *
         * @param value the time zone, UTC by default
         * @return this builder
         */
        public Builder timeZone(ZoneId value) {
            zone = value;
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @return the sandbox, to be closed by the caller
         */
        public Sandbox build() {
            try {
                return new Sandbox(this);
            } catch (IOException e) {
                throw new UncheckedIOException("the sandbox could not open its ports", e);
            }
        }
    }
}
