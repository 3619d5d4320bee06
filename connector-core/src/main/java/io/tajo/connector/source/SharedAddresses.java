package io.tajo.connector.source;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.HogQl;
import io.tajo.posthog.query.QueryApi;
import java.util.HashMap;
import java.util.Map;

/**
 * The addresses that several persons share, found before the first person is read.
 *
 * @param persons each shared address, normalised, with the number of its persons
 * @param without how many persons have no address
 */
record SharedAddresses(Map<String, Integer> persons, long without) {
    SharedAddresses {
        persons = Map.copyOf(persons);
    }

    static SharedAddresses read(QueryApi query, String addressField) {
        AddressColumn address = new AddressColumn(addressField);
        String text = "SELECT address, count() AS persons FROM (SELECT " + address.expression()
                + " AS address FROM persons) GROUP BY address HAVING count() > 1 OR address = ''";
        Map<String, Integer> shared = new HashMap<>();
        for (JsonObject row : query.rows(address.bind(HogQl.of(text))
                .keyset("address")
                .named("shared addresses")
                .aggregate())) {
            shared.put(
                    row.text("address").orElse(""),
                    Math.toIntExact(row.integer("persons").orElse(0)));
        }
        Integer without = shared.remove("");
        return new SharedAddresses(shared, without == null ? 0 : without);
    }
}
