package io.tajo.brevo.internal;

import io.tajo.brevo.events.ContactEvent;
import io.tajo.brevo.events.EventReceipt;
import io.tajo.brevo.events.EventResult;
import io.tajo.client.BodyTooLargeException;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.ServerException;
import io.tajo.client.TransportException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends events in batches, and says of each what became of it. For one sending. */
final class EventSending {
    private static final int MOST_AT_ONCE = 200;
    /** 512 kilobytes, counted small. */
    private static final int MAX_BYTES = 512_000;

    private static final byte[] START = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private final Transport transport;
    private final List<EventResult> results = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int count;
    private @Nullable ClientException stoppedBy;

    EventSending(Transport transport) {
        this.transport = transport;
    }

    EventReceipt send(List<ContactEvent> events) {
        for (ContactEvent event : events) {
            byte[] json = Json.write(event.toMap());
            boolean full =
                    count == MOST_AT_ONCE || START.length + body.size() + 1 + json.length + END.length > MAX_BYTES;
            if (count > 0 && full) flush();
            if (stoppedBy != null) break;
            if (count++ > 0) body.write(',');
            body.writeBytes(json);
        }
        if (count > 0) flush();
        results.addAll(Collections.nCopies(events.size() - results.size(), new EventResult.NotSent()));
        return new EventReceipt(results, stoppedBy);
    }

    private void flush() {
        try {
            results.addAll(deliver());
        } catch (ClientException e) {
            stop(e);
        }
        body.reset();
        count = 0;
    }

    private void stop(ClientException failure) {
        boolean mayHaveBeenSent = mayHaveBeenSent(failure);
        if (!mayHaveBeenSent && results.isEmpty()) throw failure;
        stoppedBy = failure;
        if (!mayHaveBeenSent) return;
        results.addAll(Collections.nCopies(count, new EventResult.Unknown(String.valueOf(failure.getMessage()))));
    }

    private static boolean mayHaveBeenSent(ClientException failure) {
        if (failure instanceof TransportException broken) return broken.mayHaveBeenSent();
        if (failure instanceof CallInterruptedException interrupted) return interrupted.mayHaveBeenSent();
        // Brevo failed, or answered what can't be read: it may have queued the events before.
        return failure instanceof ServerException
                || failure instanceof DecodingException
                || failure instanceof BodyTooLargeException;
    }

    private List<EventResult> deliver() {
        HttpCall call = HttpCall.write("POST", RouteGroups.EVENT_BATCHES, "/events/batch")
                // A batch that failed as a whole says so event by event, like one that failed in part.
                .accept(400)
                .json(whole())
                .build();
        Answer answer = transport.send(call);
        if (answer.status() == 202) return Collections.nCopies(count, new EventResult.Accepted());
        return BatchBreakdown.read(answer, count)
                .orElseThrow(() -> new BrevoErrors().read(answer, RateLimitSignal.NONE));
    }

    private byte[] whole() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.size() + 16);
        whole.writeBytes(START);
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(END);
        return whole.toByteArray();
    }
}
