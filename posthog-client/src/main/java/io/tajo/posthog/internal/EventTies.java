package io.tajo.posthog.internal;

import io.tajo.client.DecodingException;
import io.tajo.posthog.events.Event;
import io.tajo.posthog.properties.PropertyFilter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the events of one time that are too many to be left out of a call by name: those whose uuid ends in 0, then
 * those in 1 and so on, in as many digits as it takes. The end of a uuid is random where its start tells the time. For
 * one thread.
 */
final class EventTies {
    /** A hundred uuids make an address of some five thousand characters; many servers take no more than eight. */
    private static final int MOST_LEFT_OUT = 100;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final String DIGITS = "0123456789abcdef";
    /** How long the ends of a uuid are that stand behind a hyphen. */
    private static final Set<Integer> HYPHENS_BEFORE = Set.of(12, 17, 22, 27);

    private final EventCalls calls;
    private final Instant time;
    private final Deque<String> endings = new ArrayDeque<>();

    EventTies(EventCalls calls, Instant time) {
        this.calls = calls;
        this.time = time;
        split("");
    }

    static boolean fitOneCall(Set<String> seen) {
        return seen.size() <= MOST_LEFT_OUT;
    }

    /** The condition that an event is none of those seen. */
    static PropertyFilter without(Collection<String> seen) {
        return PropertyFilter.hogQl("toString(uuid) NOT IN (" + quoted(seen) + ")");
    }

    /** Returns some that were not seen; none when all were. */
    List<Event> next(Set<String> seen) {
        while (!endings.isEmpty()) {
            String ending = endings.peek();
            Set<String> known = seen.stream()
                    .filter(uuid -> uuid.toLowerCase(Locale.ROOT).endsWith(ending))
                    .collect(Collectors.toSet());
            if (known.size() > MOST_LEFT_OUT) {
                endings.pop();
                split(ending);
                continue;
            }
            List<Event> page = calls.at(time, endingIn(ending, known));
            if (!page.isEmpty()) return page;
            endings.pop();
        }
        return List.of();
    }

    private void split(String ending) {
        String tail = HYPHENS_BEFORE.contains(ending.length()) ? "-" + ending : ending;
        for (char digit : DIGITS.toCharArray()) endings.push(digit + tail);
    }

    private static PropertyFilter endingIn(String ending, Set<String> known) {
        String condition = "toString(uuid) LIKE '%" + ending + "'";
        if (!known.isEmpty()) condition += " AND toString(uuid) NOT IN (" + quoted(known) + ")";
        return PropertyFilter.hogQl(condition);
    }

    private static String quoted(Collection<String> uuids) {
        return uuids.stream().sorted().map(EventTies::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String uuid) {
        if (!UUID.matcher(uuid).matches()) {
            throw new DecodingException("PostHog sent an event whose id is no uuid, by which the list is read. Read "
                    + "these events in HogQL.");
        }
        return "'" + uuid.toLowerCase(Locale.ROOT) + "'";
    }
}
