package io.tajo.client.transport;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands a body from the JDK's threads to the calling one, which waits for it with a deadline. The JDK's own timeout ends
 * at the headers; {@code sendAsync().get(timeout)} would cover the body too, at half the calls a second on JDK 17.
 */
final class BodyCollector implements BodySubscriber<BodyCollector> {
    private static final Object END = new Object();

    private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private boolean complete;

    @Override
    public CompletionStage<BodyCollector> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        subscription = upstream;
        upstream.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(failure);
    }

    @Override
    public void onComplete() {
        signals.add(END);
    }

    /**
     * Returns the whole body.
     *
     * @param deadline in the time of {@link System#nanoTime()}
     * @param maxBytes longest body
     * @throws BodyOverflow if the body is longer; the connection is closed
     * @throws HttpTimeoutException if it is not there by the deadline; the connection is closed
     * @throws IOException if the connection broke
     * @throws InterruptedException if the thread was interrupted; the connection is closed
     */
    byte[] await(long deadline, int maxBytes) throws IOException, InterruptedException {
        Deque<byte[]> pieces = new ArrayDeque<>();
        long size = 0;
        try {
            while (!complete) {
                for (ByteBuffer bytes : next(deadline)) {
                    byte[] piece = new byte[bytes.remaining()];
                    bytes.get(piece);
                    pieces.add(piece);
                    size += piece.length;
                }
                if (size > maxBytes) throw new BodyOverflow();
            }
            return joined(pieces, (int) size);
        } finally {
            if (!complete) cancel();
        }
    }

    /**
     * Returns the next piece of the body, which is empty at its end. For the calling thread alone.
     *
     * @param deadline in the time of {@link System#nanoTime()}
     */
    List<ByteBuffer> next(long deadline) throws IOException, InterruptedException {
        Object signal = signals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (signal == null) throw new HttpTimeoutException("the body was not complete by the deadline");
        if (signal instanceof Throwable failure) throw new IOException("the body broke off", failure);
        if (signal == END) {
            complete = true;
            return List.of();
        }
        request();
        return buffers(signal);
    }

    /** Whether the whole body was handed out. */
    boolean isComplete() {
        return complete;
    }

    /** Closes the connection: the rest is not needed. */
    void cancel() {
        Flow.Subscription upstream = subscription;
        if (upstream != null) upstream.cancel();
    }

    private void request() {
        Flow.Subscription upstream = subscription;
        if (upstream != null) upstream.request(1);
    }

    @SuppressWarnings("unchecked")
    private static List<ByteBuffer> buffers(Object signal) {
        return (List<ByteBuffer>) signal;
    }

    /** An array that grows would take up to three times the memory of a long body. */
    private static byte[] joined(Deque<byte[]> pieces, int size) {
        byte[] body = new byte[size];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, body, at, piece.length);
            at += piece.length;
        }
        return body;
    }

    /** The body is longer than the caller holds. */
    static final class BodyOverflow extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
