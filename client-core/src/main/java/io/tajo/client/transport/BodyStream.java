package io.tajo.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A body read as it comes. A piece that does not come in time, or a connection that breaks, is an exception and never the
 * end of the body. For one thread; closing it before its end closes the connection.
 */
final class BodyStream extends InputStream {
    private final BodyCollector body;
    private final Duration stall;
    private final ArrayDeque<ByteBuffer> piece = new ArrayDeque<>();
    private boolean ended;
    private @Nullable IOException brokenOff;

    BodyStream(BodyCollector body, Duration stall) {
        this.body = body;
        this.stall = stall;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) return 0;
        if (!fill()) return -1;
        ByteBuffer next = piece.element();
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        return count;
    }

    @Override
    public void close() {
        if (!ended) {
            body.cancel();
            brokenOff = new IOException("the body was closed before its end");
        }
        ended = true;
        piece.clear();
    }

    /** Returns whether there is a byte to read. */
    private boolean fill() throws IOException {
        if (brokenOff != null) throw new IOException("the rest of the body is lost", brokenOff);
        while (!piece.isEmpty() && !piece.element().hasRemaining()) piece.remove();
        try {
            while (piece.isEmpty() && !ended) {
                piece.addAll(body.next(System.nanoTime() + stall.toNanos()));
                piece.removeIf(buffer -> !buffer.hasRemaining());
                ended = body.isComplete();
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while it read a body");
        } catch (IOException e) {
            close();
            brokenOff = e;
            throw e;
        }
        return !piece.isEmpty();
    }
}
