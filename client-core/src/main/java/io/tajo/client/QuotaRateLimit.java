package io.tajo.client;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps to quotas that are known beforehand, several windows at once, and moves them by the servers' headers. Fair and
 * safe for any thread; share one instance between all clients of an account.
 *
 * <p>A slot comes back one window after the answer of the call that took it, which is safe whatever the phase of the
 * server's window. Of "10 a second" that leaves 10 / (1 + latency in seconds) calls a second.
 *
 * <p>Headers that tell how many calls remain show what other clients of the account use. Of a window longer than a second
 * that is left to them until the window ends; of a second's window they are expected to use as much in the next seconds,
 * and calls are spread over what remains.
 */
public final class QuotaRateLimit implements RateLimitStrategy {
    private final Map<RouteGroup, GroupGate> gates;

    private QuotaRateLimit(Builder builder) {
        Map<RouteGroup, GroupGate> open = new LinkedHashMap<>();
        builder.quotas.forEach((group, quotas) -> {
            int atOnce = builder.atOnce.getOrDefault(group, Integer.MAX_VALUE);
            open.put(group, new GroupGate(group, quotas, atOnce, builder.clock, builder.sleeper));
        });
        gates = Map.copyOf(open);
    }

    /** {@return a builder without groups; a group that is not named is not limited} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Permit acquire(RouteGroup group, Duration maxWait) {
        GroupGate gate = gates.get(group);
        return gate == null ? UnlimitedRate.INSTANCE : gate.acquire(maxWait);
    }

    @Override
    public void observe(RouteGroup group, RateLimitSignal signal) {
        GroupGate gate = gates.get(group);
        if (gate != null) gate.observe(signal);
    }

    @Override
    public Duration timeFor(RouteGroup group, int calls) {
        GroupGate gate = gates.get(group);
        return gate == null ? Duration.ZERO : gate.timeFor(calls);
    }

    /** Collects quotas; not safe for several threads. */
    public static final class Builder {
        private final Map<RouteGroup, List<Quota>> quotas = new LinkedHashMap<>();
        private final Map<RouteGroup, Integer> atOnce = new LinkedHashMap<>();
        private Clock clock = MonotonicClock.create();
        private Sleeper sleeper = Sleeper.system();

        private Builder() {}

        /**
         * Sets the quotas of a group; a call uses one slot of each.
         *
         * @param group the routes
         * @param windows their quotas; none means that only {@link #atOnce} limits them
         * @return this builder
         */
        public Builder group(RouteGroup group, Quota... windows) {
            quotas.put(group, List.of(windows));
            return this;
        }

        /**
         * Sets how many calls of a group may be under way at once.
         *
         * @param group routes that {@link #group} has named
         * @param calls calls at once, at least 1
         * @return this builder
         */
        public Builder atOnce(RouteGroup group, int calls) {
            if (calls < 1) throw new IllegalArgumentException("at least one call may be under way, not " + calls);
            if (!quotas.containsKey(group)) throw new IllegalArgumentException("name the group " + group + " first");
            atOnce.put(group, calls);
            return this;
        }

        /**
         * Sets the clock of the quotas, for tests.
         *
         * @param now tells the time; must not jump
         * @return this builder
         */
        public Builder clock(Clock now) {
            clock = now;
            return this;
        }

        /**
         * Sets how callers wait for a quota, for tests.
         *
         * @param waiting waits on the time of {@link #clock}
         * @return this builder
         */
        public Builder sleeper(Sleeper waiting) {
            sleeper = waiting;
            return this;
        }

        /** {@return the strategy} */
        public QuotaRateLimit build() {
            return new QuotaRateLimit(this);
        }
    }
}
