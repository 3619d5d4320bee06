package io.tajo.client.transport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one answer, kept as the compressed bytes that came and parsed one at a time. The answer was read through
 * once before, so that a truncated one is seen before its first row leaves.
 */
public final class StreamedRows implements Iterable<List<@Nullable Object>> {
    private final Answer answer;
    private final List<String> path;
    private final JsonObject envelope;
    private final long count;

    private StreamedRows(Answer answer, List<String> path, JsonObject envelope, long count) {
        this.answer = answer;
        this.path = List.copyOf(path);
        this.envelope = envelope;
        this.count = count;
    }

    static StreamedRows check(Answer answer, List<String> path) {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        long count = -1;
        String field = path.get(path.size() - 1);
        try (InputStream in = answer.open();
                JsonParser parser = Json.parser(in)) {
            if (!descend(parser, path)) throw withoutRows(answer, field);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(field)) {
                    count = countElements(parser);
                } else {
                    envelope.put(name, Json.readValue(parser));
                }
            }
            readToTheEnd(parser);
        } catch (IOException e) {
            throw Json.malformed(answer, e);
        }
        if (count < 0) throw withoutRows(answer, field);
        return new StreamedRows(answer, path, JsonObject.of(envelope), count);
    }

    /** {@return the fields beside the array} */
    public JsonObject envelope() {
        return envelope;
    }

    /** {@return how many rows there are} */
    public long count() {
        return count;
    }

    @Override
    public Iterator<List<@Nullable Object>> iterator() {
        try {
            return new Rows();
        } catch (IOException e) {
            throw Json.malformed(answer, e);
        }
    }

    /** Moves to the start of the object that holds the array. */
    private static boolean descend(JsonParser parser, List<String> path) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) return false;
        for (String step : path.subList(0, path.size() - 1)) {
            if (!moveTo(parser, step) || parser.currentToken() != JsonToken.START_OBJECT) return false;
        }
        return true;
    }

    /** Moves to the value of a field of the object that the parser stands in. */
    private static boolean moveTo(JsonParser parser, String field) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(field);
            parser.nextToken();
            if (found) return true;
            parser.skipChildren();
        }
        return false;
    }

    /** A body that breaks off behind the array is truncated all the same. */
    private static void readToTheEnd(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        while (token != null) token = parser.nextToken();
        if (!parser.getParsingContext().inRoot()) throw new IOException("the object does not end");
    }

    private static long countElements(JsonParser parser) throws IOException {
        long elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) throw new IOException("the array does not end");
            parser.skipChildren();
            elements++;
        }
        return elements;
    }

    private static DecodingException withoutRows(Answer answer, String field) {
        return new DecodingException("The answer to " + answer.route() + " holds no array '" + field
                + "'. Check that the host is the right one.");
    }

    /** Closed when its last row was read; until then it holds nothing but memory. */
    private final class Rows implements Iterator<List<@Nullable Object>> {
        private final JsonParser parser;
        private long left = count;

        Rows() throws IOException {
            parser = Json.parser(answer.open());
            String field = path.get(path.size() - 1);
            if (!descend(parser, path) || !moveTo(parser, field)) throw new IOException("the array is gone");
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public List<@Nullable Object> next() {
            if (left == 0) throw new NoSuchElementException("the answer has no more rows");
            try {
                parser.nextToken();
                Object row = Json.readValue(parser);
                if (--left == 0) parser.close();
                if (row instanceof List<?> values) return asRow(values);
                throw new DecodingException("A row in the answer to " + answer.route() + " is no array.");
            } catch (IOException e) {
                throw new UncheckedIOException("an answer that was readable a moment ago no longer is", e);
            }
        }

        @SuppressWarnings("unchecked")
        private List<@Nullable Object> asRow(List<?> values) {
            return (List<@Nullable Object>) values;
        }
    }
}
