package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.connector.mapping.FieldUse;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the addresses that persons have now. An event holds what was known when it came in: nothing, for a person who was
 * identified later.
 */
final class PersonAddresses {
    private final QueryApi query;
    private final PersonColumns columns;

    PersonAddresses(QueryApi query, String address) {
        this.query = query;
        this.columns = PersonColumns.of(new FieldUse(address, Set.of(), Map.of()));
    }

    /** Returns the addresses, as they were typed, of those who have one. */
    Map<String, String> of(Collection<String> persons) {
        Map<String, String> addresses = new HashMap<>();
        if (persons.isEmpty()) return addresses;
        HogQl text = columns.withAddress(PersonRange.only(List.copyOf(persons))).named("addresses of events");
        for (JsonObject row : query.rows(text)) {
            String id = row.text("id").orElse("");
            columns.address(columns.read(row)).ifPresent(address -> addresses.put(id, address));
        }
        return addresses;
    }
}
