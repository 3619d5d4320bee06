package io.tajo.client.transport;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.CallListener;
import io.tajo.client.ClientSettings;

/**
 * Sends calls to one service: each waits for its permit, goes out with a deadline, and is repeated where that is safe
 * and helps. Safe for any thread.
 */
public final class Transport implements AutoCloseable {
    /** Failsafe runs the loop; when and how long to wait is decided, and waited, on our own injected time. */
    private static final RetryPolicy<Answer> REPEAT_WHEN_ASKED = RetryPolicy.<Answer>builder()
            .handle(RepeatException.class)
            .withMaxAttempts(-1)
            .build();

    private final Service service;
    private final ClientSettings settings;
    private final HttpClientHandle client;

    private Transport(Service service, ClientSettings settings, HttpClientHandle client) {
        this.service = service;
        this.settings = settings;
        this.client = client;
    }

    /**
     * Opens a transport.
     *
     * @param service the service to call
     * @param settings how to call
     * @return the transport
     */
    public static Transport open(Service service, ClientSettings settings) {
        return new Transport(service, settings, HttpClientHandle.open(service.name(), settings));
    }

    /**
     * Returns a view of this transport that tells one more listener. It shares connections and pacing, and is closed
     * with this one.
     *
     * @param listener told of the view's attempts, besides those told already
     * @return the view
     */
    public Transport withListener(CallListener listener) {
        return new Transport(service, settings.withListener(listener), client);
    }

    /**
     * Returns a view of this transport that sends to another host of the same service. It shares connections, pacing and
     * credentials, and is closed with this one.
     *
     * @param host the other host
     * @return the view
     */
    public Transport withBaseUri(BaseUri host) {
        return new Transport(service.at(host), settings, client);
    }

    /** {@return where the service is} */
    public BaseUri base() {
        return service.base();
    }

    /** {@return how calls are made; their clock and sleeper also serve what waits between calls} */
    public ClientSettings settings() {
        return settings;
    }

    /**
     * Sends a call.
     *
     * @param call what to send
     * @return the answer, with a status of 200 to 299 or one that the call accepts
     * @throws io.tajo.client.ApiException if the service refused
     * @throws io.tajo.client.TransportException if no complete answer came
     * @throws io.tajo.client.QuotaExhaustedException if the quota is used up for longer than callers wait
     * @throws CallInterruptedException if the thread was interrupted
     */
    public Answer send(HttpCall call) {
        CallRun run = new CallRun(service, settings, client.get(), call);
        try {
            return Failsafe.with(REPEAT_WHEN_ASKED).get(run::attempt);
        } catch (FailsafeException e) {
            // Failsafe looks at the thread's interrupt flag between two attempts, before our own wait does.
            if (!(e.getCause() instanceof InterruptedException interruption)) throw e;
            throw new CallInterruptedException("repeating " + call.route(), interruption);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
