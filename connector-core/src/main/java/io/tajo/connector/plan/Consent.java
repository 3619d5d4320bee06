package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How every contact stands in Brevo. Contacts stand in few ways, so each is a number. For one thread. */
public final class Consent {
    private final KeyTable standings = new KeyTable();
    private final List<Standing> ways = new ArrayList<>();
    private final Map<Standing, Integer> numbers = new HashMap<>();

    Consent() {}

    void add(ContactKey contact, Standing standing) {
        Integer number = numbers.get(standing);
        if (number == null) {
            number = ways.size();
            numbers.put(standing, number);
            ways.add(standing);
        }
        standings.put(contact.high(), number);
    }

    Standing of(ContactKey contact) {
        int number = standings.get(contact.high());
        return number < 0 ? Standing.UNKNOWN : ways.get(number);
    }
}
