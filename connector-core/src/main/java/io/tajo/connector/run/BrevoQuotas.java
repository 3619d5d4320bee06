package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import io.tajo.client.RouteGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How long the quotas of a Brevo client hold calls up. Stateless. */
final class BrevoQuotas {
    private static final List<RouteGroup> GROUPS = List.of(BrevoLimits.CONTACTS, BrevoLimits.EVENTS, BrevoLimits.OTHER);

    private BrevoQuotas() {}

    static Duration hold(BrevoClient brevo, Map<String, Long> calls) {
        Duration longest = Duration.ZERO;
        for (RouteGroup group : GROUPS) {
            long count = calls.getOrDefault("Brevo " + group, 0L);
            if (count == 0) continue;
            Duration held = brevo.timeFor(group, (int) Math.min(count, Integer.MAX_VALUE));
            if (held.compareTo(longest) > 0) longest = held;
        }
        return longest;
    }
}
