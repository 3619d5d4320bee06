package io.tajo.brevo.events;

import io.tajo.client.ClientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of events.
 *
 * @param results one for each event, in their order
 * @param stoppedBy what ended the sending before its end; null if nothing did
 */
public record EventReceipt(
        List<EventResult> results, @Nullable ClientException stoppedBy) {

    /**
     * Copies the results.
     *
     * @param results one for each event, in their order
     * @param stoppedBy what ended the sending before its end; null if nothing did
     */
    public EventReceipt {
        results = List.copyOf(results);
    }

    /** {@return how many events Brevo took in} */
    public long accepted() {
        return results.stream().filter(EventResult.Accepted.class::isInstance).count();
    }
}
