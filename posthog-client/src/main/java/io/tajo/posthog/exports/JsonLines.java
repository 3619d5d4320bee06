package io.tajo.posthog.exports;

import io.tajo.client.ClientException;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.UnreadableLineException;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.JsonSequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;

/**
 * The rows of an exported file: JSON lines, plain or gzipped, read one at a time; a byte order mark before them is skipped. A line that is no JSON object is an
 * {@link UnreadableLineException}, behind which {@link #hasNext} goes on with the next line. A file that breaks off is a
 * {@link DecodingException} that names the line, however often it is asked again, and never an early end. For one thread.
 */
public final class JsonLines implements Iterator<JsonObject>, AutoCloseable {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final JsonSequence rows;

    private JsonLines(JsonSequence rows) {
        this.rows = rows;
    }

    /**
     * Opens a file.
     *
     * @param file the file's bytes from their beginning; closed with the result, and if it can't be opened
     * @return its rows
     * @throws DecodingException if it is of another format
     */
    public static JsonLines open(InputStream file) {
        try {
            return new JsonLines(Json.sequence(plain(file), "the exported file"));
        } catch (IOException e) {
            close(file, e);
            throw new DecodingException("The exported file can't be read from its beginning. Get it again.", e);
        } catch (ClientException e) {
            close(file, e);
            throw e;
        }
    }

    private static InputStream plain(InputStream file) throws IOException {
        InputStream buffered = new MemberStream(file, 64 * 1024);
        byte[] start = start(buffered);
        if (start.length >= 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND) {
            return new GZIPInputStream(buffered, 64 * 1024);
        }
        // A byte order mark is no text, and is skipped where the lines are read.
        int first = startsWithMark(start) ? BYTE_ORDER_MARK.length : 0;
        boolean json = start.length <= first || start[first] == '{' || Character.isWhitespace(start[first]);
        if (json) return buffered;
        throw new DecodingException(
                "The exported file is neither JSON lines nor gzip. Export it in the format JSONLines, "
                        + "plain or with the compression gzip.");
    }

    private static byte[] start(InputStream buffered) throws IOException {
        int most = BYTE_ORDER_MARK.length + 1;
        buffered.mark(most);
        byte[] start = buffered.readNBytes(most);
        buffered.reset();
        return start;
    }

    private static boolean startsWithMark(byte[] start) {
        int length = BYTE_ORDER_MARK.length;
        return start.length >= length && Arrays.equals(start, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    private static void close(InputStream file, Exception reason) {
        try {
            file.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnreadableLineException if the next line is no JSON object
     * @throws DecodingException if the file breaks off
     */
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public JsonObject next() {
        return rows.next();
    }

    /** {@return the number of the line that was read last, from 1} */
    public int line() {
        return rows.line();
    }

    @Override
    public void close() {
        rows.close();
    }
}
