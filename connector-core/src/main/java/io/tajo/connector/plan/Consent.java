package io.tajo.connector.plan;

import io.tajo.connector.ledger.ContactKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How every contact stands in Brevo, and whom the run has met. Contacts stand in few ways, so each is a number, beside one
 * bit for the meeting. For one thread.
 */
public final class Consent {
    private final KeyTable standings = new KeyTable();
    private final List<Standing> ways = new ArrayList<>();
    private final Map<Standing, Integer> numbers = new HashMap<>();

    Consent() {}

    void add(ContactKey contact, Standing standing) {
        boolean unused = standings.put(contact.high(), number(standing) << 1);
    }

    Standing of(ContactKey contact) {
        int number = standings.get(contact.high());
        return number < 0 ? Standing.UNKNOWN : ways.get(number >> 1);
    }

    /** Returns whether a contact is met for the first time. */
    boolean meet(ContactKey contact) {
        int number = standings.get(contact.high());
        int met = (number < 0 ? number(Standing.UNKNOWN) << 1 : number) | 1;
        boolean unused = standings.put(contact.high(), met);
        return number != met;
    }

    /** Returns whether the run has met a contact. */
    boolean hasMet(ContactKey contact) {
        int number = standings.get(contact.high());
        return number >= 0 && (number & 1) == 1;
    }

    private int number(Standing standing) {
        Integer number = numbers.get(standing);
        if (number != null) return number;
        numbers.put(standing, ways.size());
        ways.add(standing);
        return ways.size() - 1;
    }
}
