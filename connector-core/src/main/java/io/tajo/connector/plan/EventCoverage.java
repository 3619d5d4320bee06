package io.tajo.connector.plan;

import io.tajo.connector.ledger.Notes;
import io.tajo.connector.mapping.SourceEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Events of one name that were taken in during a time. */
    private record Span(String event, Instant from, Instant until) {
        static Span parse(String event, String note) {
            String[] times = note.split("\n", -1);
            return new Span(event, Instant.parse(times[0]), Instant.parse(times[1]));
        }

        @Override
        public String toString() {
            return from + "\n" + until;
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
            if (!name.startsWith(NAME)) return;
            spans.add(Span.parse(name.substring(name.lastIndexOf('\n') + 1), note));
        });
        return new EventCoverage(spans);
    }

    /**
     * Notes where the reading of a job begins, before it has sent any event: its first runs may not come to their end.
     *
     * @param shared the notes that all jobs share
     * @param job the job's name
     * @param begin where its reading begins; what was noted before counts
     * @param events their names
     */
    public static void begin(Notes shared, String job, Instant begin, Set<String> events) {
        Map<String, String> known = shared.all();
        for (String event : events) {
            String name = name(job, event);
            if (!known.containsKey(name)) shared.put(name, new Span(event, begin, begin).toString());
        }
    }

    /**
     * Notes from when on a job has sent its events, and of which of them it no longer knows so.
     *
     * @param shared the notes that all jobs share
     * @param job the job's name
     * @param begin where the job's reading began; of an event that it sent before, what was noted then counts
     * @param until the events that were taken in before this are forgotten
     * @param events their names
     */
    public static void note(Notes shared, String job, Instant begin, Instant until, Set<String> events) {
        Map<String, String> known = shared.all();
        for (String event : events) {
            String name = name(job, event);
            String before = known.get(name);
            Instant from = before == null ? begin : Span.parse(event, before).from();
            String note = new Span(event, from, until.isAfter(from) ? until : from).toString();
            if (!note.equals(before)) shared.put(name, note);
        }
    }

    private static String name(String job, String event) {
        return NAME + job + "\n" + event;
    }

    /**
     * Returns whether a job has sent an event, or passed it over.
     *
     * @param event the event
     * @return whether it has
     */
    public boolean covers(SourceEvent event) {
        return spans.stream()
                .anyMatch(span -> span.event().equals(event.name())
                        && !event.takenIn().isBefore(span.from())
                        && event.takenIn().isBefore(span.until()));
    }
}
