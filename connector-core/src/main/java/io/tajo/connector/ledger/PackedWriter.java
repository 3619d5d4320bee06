package io.tajo.connector.ledger;

import java.util.Arrays;

/** Writes numbers in as few bytes as they need. For one thread. */
final class PackedWriter {
    private byte[] bytes = new byte[128];
    private int size;

    PackedWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
        return this;
    }

    /** Writes a number whose bits are all as likely as not. */
    PackedWriter bits(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) put((int) (value >>> shift));
        return this;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(int value) {
        if (size == bytes.length) bytes = Arrays.copyOf(bytes, size * 2);
        bytes[size++] = (byte) value;
    }
}
