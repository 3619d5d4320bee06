package io.tajo.connector.ledger;

import java.nio.ByteBuffer;

/** Reads what a {@link PackedWriter} has written. For one thread. */
final class PackedReader {
    private final ByteBuffer bytes;

    PackedReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) return value;
        }
    }

    int count() {
        return Math.toIntExact(number());
    }

    long bits() {
        return bytes.getLong();
    }

    boolean hasMore() {
        return bytes.hasRemaining();
    }
}
