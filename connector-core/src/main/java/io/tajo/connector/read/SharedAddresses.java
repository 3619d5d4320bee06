package io.tajo.connector.read;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.Profile;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the addresses that several persons share, before the first person is read. */
final class SharedAddresses {
    /**
     * Blanks, tabs and line breaks, the latter two as PostHog selects them: the way JSON writes them. HogQL's trim takes
     * blanks only.
     */
    private static final String PADDING = "^(\\s|\\\\[tnrf])+|(\\s|\\\\[tnrf])+$";

    private final QueryApi query;

    SharedAddresses(QueryApi query) {
        this.query = query;
    }

    /** Returns each shared address, trimmed and in lower case, with the number of its persons. */
    Map<String, Integer> read(String addressProperty) {
        Map<String, Integer> shared = new HashMap<>();
        for (JsonObject row : query.rows(HogQl.of(text(addressProperty))
                .bind("padding", PADDING)
                .keyset("address")
                .named("shared addresses")
                .aggregate())) {
            shared.put(
                    row.text("address").orElse(""),
                    Math.toIntExact(row.integer("persons").orElse(0)));
        }
        return shared;
    }

    private static String text(String addressProperty) {
        List<String> candidates = new ArrayList<>();
        candidates.add(filled(addressProperty));
        Profile.standIn(addressProperty).ifPresent(standIn -> candidates.add(filled(standIn)));
        return "SELECT address, count() AS persons FROM (SELECT lower(coalesce(" + String.join(", ", candidates)
                + ", '')) AS address FROM persons) WHERE address != '' GROUP BY address HAVING count() > 1";
    }

    private static String filled(String property) {
        return "nullIf(replaceRegexpAll(" + HogQl.property(property) + ", {padding}, ''), '')";
    }
}
