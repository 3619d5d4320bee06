package io.tajo.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * A text that ends at the end of each line, so that what is wrong with a line ends with it. No line is ever held whole.
 * For one thread.
 */
final class LineStream extends InputStream {
    private static final int BLOCK = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream text;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int limit;
    private int number;
    private boolean begun;
    private boolean inLine;
    private boolean withoutBreak;
    private boolean broken;

    LineStream(InputStream text) {
        this.text = text;
    }

    /** Goes to the next line, over what is left of this one. Returns whether there is one. */
    boolean nextLine() throws IOException {
        skipRest();
        if (!hasMore()) return false;
        number++;
        inLine = true;
        return true;
    }

    /** Returns the number of the line, from 1. */
    int number() {
        return number;
    }

    /** Goes to the end of the line, and returns whether the text ends there, without a line break. */
    boolean endsWithoutBreak() throws IOException {
        skipRest();
        return withoutBreak;
    }

    /** Returns whether the text itself could not be read any further. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        Objects.checkFromIndexSize(from, most, into.length);
        if (most == 0) return 0;
        if (!inLine || !hasMoreOfLine()) return -1;
        int start = at;
        advance(Math.min(limit, at + most));
        int length = at - start;
        System.arraycopy(block, start, into, from, length);
        leaveAtBreak();
        return length == 0 ? -1 : length;
    }

    private void skipRest() throws IOException {
        while (inLine && hasMoreOfLine()) {
            advance(limit);
            leaveAtBreak();
        }
    }

    private void advance(int end) {
        while (at < end && block[at] != '\n') at++;
    }

    private void leaveAtBreak() {
        if (at == limit || block[at] != '\n') return;
        at++;
        inLine = false;
    }

    private boolean hasMoreOfLine() throws IOException {
        if (hasMore()) return true;
        inLine = false;
        withoutBreak = true;
        return false;
    }

    private boolean hasMore() throws IOException {
        if (at < limit) return true;
        try {
            at = 0;
            limit = fill();
            return limit > 0;
        } catch (IOException e) {
            broken = true;
            throw e;
        }
    }

    private int fill() throws IOException {
        if (!begun) {
            begun = true;
            int length = text.readNBytes(block, 0, BYTE_ORDER_MARK.length);
            // The mark tells what the bytes are and is no part of the first line.
            if (!Arrays.equals(block, 0, length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) return length;
        }
        return Math.max(0, text.read(block));
    }

    /** Does nothing: the end of a line is not the end of the text. */
    @Override
    public void close() {}

    /** Closes the text. */
    void end() throws IOException {
        text.close();
    }
}
