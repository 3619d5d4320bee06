package io.tajo.client.transport;

import com.fasterxml.jackson.core.JsonParser;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.UnreadableLineException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Objects on lines. A line that is no object is an {@link UnreadableLineException}, behind which the next line can be
 * read; what breaks off is a {@link DecodingException} time and again, never an early end. For one thread.
 */
public final class JsonSequence implements Iterator<JsonObject>, AutoCloseable {
    private final LineStream lines;
    private final String what;
    private @Nullable JsonParser line;
    private @Nullable JsonObject ready;
    private boolean ended;
    private @Nullable DecodingException failure;

    JsonSequence(InputStream in, String what) {
        this.lines = new LineStream(in);
        this.what = what;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnreadableLineException if the next line is no object; asked again, it tells of the line behind
     * @throws DecodingException if the text breaks off
     */
    @Override
    public boolean hasNext() {
        if (ready == null && !ended) ready = read();
        return ready != null;
    }

    @Override
    public JsonObject next() {
        if (!hasNext() || ready == null) throw new NoSuchElementException(what + " has no more objects");
        JsonObject object = ready;
        ready = null;
        return object;
    }

    /** {@return the number of the line that was read last, from 1} */
    public int line() {
        return lines.number();
    }

    private @Nullable JsonObject read() {
        // Behind a break there is nothing, which must not pass for the end.
        if (failure != null) throw failure;
        try {
            return readNext();
        } catch (UnreadableLineException e) {
            if (e.isCutOff()) failure = e;
            throw e;
        } catch (IOException e) {
            failure = broken(e);
            throw failure;
        }
    }

    private @Nullable JsonObject readNext() throws IOException {
        while (line != null || lines.nextLine()) {
            JsonObject object = object();
            if (object != null) return object;
        }
        ended = true;
        return null;
    }

    /** Returns the next object of the line, or null behind its last one. */
    private @Nullable JsonObject object() throws IOException {
        try {
            JsonParser parser = line == null ? Json.parser(lines) : line;
            line = parser;
            if (parser.nextToken() != null)
                return Json.toObject(Json.readValue(parser)).orElseThrow(NoObject::new);
            line = null;
            return null;
        } catch (IOException e) {
            line = null;
            // Either the text broke, or it is only this line that makes no sense.
            if (lines.isBroken()) throw e;
            boolean cutOff = lines.endsWithoutBreak() && !(e instanceof NoObject);
            throw new UnreadableLineException(what, lines.number(), cutOff);
        }
    }

    /** A line that holds JSON of another kind. */
    private static final class NoObject extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private DecodingException broken(IOException cause) {
        boolean compressed = cause instanceof EOFException || cause instanceof ZipException;
        return new DecodingException(
                what + " broke off at line " + line() + (compressed ? ": its compressed data is damaged" : "")
                        + ". Get the file again.",
                cause);
    }

    @Override
    public void close() {
        try {
            lines.end();
        } catch (IOException e) {
            throw broken(e);
        }
    }
}
