package io.tajo.connector.deliver;

import io.tajo.brevo.events.EventReceipt;
import io.tajo.brevo.events.EventResult;
import io.tajo.brevo.events.EventsApi;
import io.tajo.client.ClientException;
import io.tajo.client.InvalidRequestException;
import io.tajo.connector.ledger.EventLog;
import io.tajo.connector.plan.PlannedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends events, and keeps the book of them. For one thread. */
public final class EventDelivery {
    private final EventsApi events;
    private final EventLog book;
    private final DeliveryListener listener;
    private final Clock clock;

    /**
     * Creates the delivery of one run.
     *
     * @param events where to
     * @param book which events were sent
     * @param listener told what became of each
     * @param clock tells the time
     */
    public EventDelivery(EventsApi events, EventLog book, DeliveryListener listener, Clock clock) {
        this.events = events;
        this.book = book;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Sends some events.
     *
     * @param planned as many as go out in one call
     * @throws ClientException if the sending broke off; what became of each event is told and on record all the same
     */
    public void send(List<PlannedEvent> planned) {
        if (planned.isEmpty()) return;
        Map<String, Instant> leaving = new LinkedHashMap<>();
        planned.forEach(event -> leaving.put(event.uuid(), event.happened()));
        book.attempt(leaving, clock.instant());
        EventReceipt receipt = deliverOrWithdraw(planned);
        List<String> accepted = new ArrayList<>();
        List<String> notSent = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            String uuid = planned.get(i).uuid();
            EventResult result = receipt.results().get(i);
            if (result instanceof EventResult.Accepted) accepted.add(uuid);
            if (result instanceof EventResult.Rejected || result instanceof EventResult.NotSent) notSent.add(uuid);
            listener.settle(uuid, outcome(result));
        }
        book.accept(accepted);
        book.withdraw(notSent);
        ClientException stopped = receipt.stoppedBy();
        if (stopped != null) throw stopped;
    }

    private EventReceipt deliverOrWithdraw(List<PlannedEvent> planned) {
        try {
            return deliver(planned);
        } catch (ClientException e) {
            // Nothing was sent.
            book.withdraw(planned.stream().map(PlannedEvent::uuid).toList());
            planned.forEach(event -> listener.settle(event.uuid(), new Outcome.Pending()));
            throw e;
        }
    }

    private EventReceipt deliver(List<PlannedEvent> planned) {
        try {
            return events.send(planned.stream().map(PlannedEvent::event).toList());
        } catch (InvalidRequestException e) {
            // Brevo does not say which of them it is about: by itself it fails alone.
            return planned.size() == 1 ? rejected(e) : inHalves(planned);
        }
    }

    private static EventReceipt rejected(InvalidRequestException e) {
        String reason = e.failure().detail();
        return new EventReceipt(List.of(new EventResult.Rejected(reason.isEmpty() ? "no reason given" : reason)), null);
    }

    private EventReceipt inHalves(List<PlannedEvent> planned) {
        int half = planned.size() / 2;
        List<EventResult> results = new ArrayList<>();
        ClientException stopped = null;
        for (List<PlannedEvent> part : List.of(planned.subList(0, half), planned.subList(half, planned.size()))) {
            EventReceipt receipt = stopped == null ? deliverPart(part) : new EventReceipt(notSent(part), stopped);
            results.addAll(receipt.results());
            stopped = receipt.stoppedBy();
        }
        return new EventReceipt(results, stopped);
    }

    /** A failure of one half must not take the other's receipt along. */
    private EventReceipt deliverPart(List<PlannedEvent> part) {
        try {
            return deliver(part);
        } catch (ClientException e) {
            return new EventReceipt(notSent(part), e);
        }
    }

    private static List<EventResult> notSent(List<PlannedEvent> part) {
        return Collections.nCopies(part.size(), new EventResult.NotSent());
    }

    private static Outcome outcome(EventResult result) {
        if (result instanceof EventResult.Accepted) return new Outcome.Applied();
        if (result instanceof EventResult.Rejected rejected) {
            return new Outcome.Failed("Brevo rejected the event: " + rejected.reason());
        }
        return new Outcome.Pending();
    }
}
