package io.tajo.client.transport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Objects that stand one behind the other. What breaks off or is no object is a {@link DecodingException} that names its
 * line, never an early end. For one thread.
 */
public final class JsonSequence implements Iterator<JsonObject>, AutoCloseable {
    private final JsonParser parser;
    private final String what;
    private @Nullable JsonObject ready;
    private boolean ended;
    private @Nullable DecodingException failure;

    JsonSequence(JsonParser parser, String what) {
        this.parser = parser;
        this.what = what;
    }

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

    private @Nullable JsonObject read() {
        // Behind a failure the parser knows no more than that nothing comes, which must not pass for the end.
        if (failure != null) throw failure;
        try {
            return readNext();
        } catch (DecodingException e) {
            failure = e;
            throw e;
        }
    }

    private @Nullable JsonObject readNext() {
        try {
            if (parser.nextToken() == null) {
                ended = true;
                return null;
            }
            return Json.toObject(Json.readValue(parser))
                    .orElseThrow(
                            () -> new DecodingException("Line " + line() + " of " + what + " is JSON, but no object."));
        } catch (IOException e) {
            throw unreadable(what, line(), e);
        }
    }

    private int line() {
        return parser.currentLocation().getLineNr();
    }

    static DecodingException unreadable(String what, int line, IOException cause) {
        // Jackson's own message quotes the text, which may be a person's.
        if (cause instanceof JsonProcessingException) {
            return new DecodingException(
                    "Line " + line + " of " + what + " is truncated or not JSON. Get the file again.");
        }
        boolean compressed = cause instanceof EOFException || cause instanceof ZipException;
        return new DecodingException(
                what + " broke off at line " + line + (compressed ? ": its compressed data is damaged" : "")
                        + ". Get the file again.",
                cause);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw unreadable(what, line(), e);
        }
    }
}
