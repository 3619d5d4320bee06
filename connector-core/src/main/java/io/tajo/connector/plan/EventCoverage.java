package io.tajo.connector.plan;

import io.tajo.connector.ledger.Notes;
import io.tajo.connector.mapping.SourceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The times of which the jobs of a ledger have sent all events, and forgotten which: a backfill does not send them again.
 * Immutable.
 */
public final class EventCoverage {
    private static final String NAME = "events ";

    private final List<Span> spans;

    private EventCoverage(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** Events of some names that were taken in during a time. */
    private record Span(Instant from, Instant until, Set<String> events) {
        static Span parse(String note) {
            List<String> lines = Arrays.asList(note.split("\n", -1));
            return new Span(
                    Instant.parse(lines.get(0)),
                    Instant.parse(lines.get(1)),
                    new TreeSet<>(lines.subList(2, lines.size())));
        }

        @Override
        public String toString() {
            return from + "\n" + until + "\n" + String.join("\n", events);
        }
    }

    /** {@return the coverage of nothing} */
    public static EventCoverage none() {
        return new EventCoverage(List.of());
    }

    /**
     * Reads what the jobs of a ledger have noted.
     *
     * @param shared the notes that all jobs share
     * @return the coverage
     */
    public static EventCoverage of(Notes shared) {
        List<Span> spans = new ArrayList<>();
        shared.all().forEach((name, note) -> {
            if (name.startsWith(NAME)) spans.add(Span.parse(note));
        });
        return new EventCoverage(spans);
    }

    /**
     * Notes where the reading of a job begins, before it has sent any event: its first runs may not come to their end.
     *
     * @param shared the notes that all jobs share
     * @param job the job's name
     * @param begin where its reading begins; what was noted before counts, unless the job sends other events now
     * @param events their names
     */
    public static void begin(Notes shared, String job, Instant begin, Set<String> events) {
        String before = shared.all().get(NAME + job);
        if (before != null && Span.parse(before).events().equals(events)) return;
        shared.put(NAME + job, new Span(begin, begin, new TreeSet<>(events)).toString());
    }

    /**
     * Notes from when on a job has sent its events, and of which of them it no longer knows so.
     *
     * @param shared the notes that all jobs share
     * @param job the job's name
     * @param begin where the job's reading began; what was noted before counts, unless the job sends other events now
     * @param until the events that were taken in before this are forgotten
     * @param events their names
     */
    public static void note(Notes shared, String job, Instant begin, Instant until, Set<String> events) {
        String before = shared.all().get(NAME + job);
        Span known = before == null ? null : Span.parse(before);
        Instant from = known != null && known.events().equals(events) ? known.from() : begin;
        Span span = new Span(from, until.isAfter(from) ? until : from, new TreeSet<>(events));
        if (!span.equals(known)) shared.put(NAME + job, span.toString());
    }

    /**
     * Returns whether a job has sent an event, or passed it over.
     *
     * @param event the event
     * @return whether it has
     */
    public boolean covers(SourceEvent event) {
        return spans.stream()
                .anyMatch(span -> span.events().contains(event.name())
                        && !event.takenIn().isBefore(span.from())
                        && event.takenIn().isBefore(span.until()));
    }
}
