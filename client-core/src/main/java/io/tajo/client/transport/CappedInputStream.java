package io.tajo.client.transport;

import io.tajo.client.BodyTooLargeException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops a small body from inflating into a large one without end. */
final class CappedInputStream extends FilterInputStream {
    private final long cap;
    private final String route;
    private long read;

    CappedInputStream(InputStream in, long cap, String route) {
        super(in);
        this.cap = cap;
        this.route = route;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) count(1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) count(count);
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > cap) {
            throw new BodyTooLargeException(
                    "The answer to " + route + " inflates to more than " + cap + " bytes. Ask for less at a time.");
        }
    }
}
