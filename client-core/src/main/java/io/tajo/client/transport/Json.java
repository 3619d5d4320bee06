package io.tajo.client.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows Jackson. Values are plain Java: records are written by hand, so that nothing needs to be
 * opened for reflection and the module path works as the class path does. Safe for any thread.
 */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Names are a person's property names, without end: interning them would keep them for good.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // Four bytes for an emoji instead of twelve: services limit bytes.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final ObjectReader VALUES = MAPPER.readerFor(Object.class);
    private static final ObjectReader WHOLE = VALUES.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param plain maps, lists, text, numbers, booleans and nulls
     * @return JSON in UTF-8
     */
    public static byte[] write(Object plain) {
        try {
            return WRITER.writeValueAsBytes(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads an answer that is one object.
     *
     * @param answer the answer
     * @return the object; without fields if the body is empty
     * @throws DecodingException if the body is something else
     */
    public static JsonObject object(Answer answer) {
        try (InputStream in = answer.open();
                JsonParser parser = parser(in)) {
            // Nothing at all, which a server may have compressed to twenty bytes.
            if (parser.nextToken() == null) return JsonObject.empty();
            return toObject(WHOLE.readValue(parser))
                    .orElseThrow(() -> new DecodingException("The answer to " + answer.route()
                            + " is JSON, but no object. Check that the host is the right one."));
        } catch (IOException e) {
            throw malformed(answer, e);
        }
    }

    /**
     * Reads a text that may be one object, such as an error's body or a property that holds JSON.
     *
     * @param text the text
     * @return the object; empty if the text is something else
     */
    public static Optional<JsonObject> tryObject(String text) {
        return tryValue(text).flatMap(Json::toObject);
    }

    /**
     * Reads a text that may be JSON.
     *
     * @param text the text
     * @return the value; empty if the text is not JSON, or is null
     */
    public static Optional<Object> tryValue(String text) {
        try {
            return Optional.ofNullable(WHOLE.readValue(text));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /**
     * Prepares to read an array in an answer row by row, after the whole answer was checked once.
     *
     * @param answer the answer
     * @param path the array's name, after the names of the objects that it is nested in
     * @return the rows
     * @throws DecodingException if the body is truncated, malformed or without that array
     */
    public static StreamedRows rows(Answer answer, String... path) {
        return StreamedRows.check(answer, List.of(path));
    }

    /**
     * Reads JSON lines.
     *
     * @param in the text in UTF-8, closed with the result
     * @param what what is read, for messages
     * @return the objects, read as they are asked for
     */
    public static JsonSequence sequence(InputStream in, String what) {
        return new JsonSequence(in, what);
    }

    static JsonParser parser(InputStream in) throws IOException {
        return MAPPER.createParser(in);
    }

    static @Nullable Object readValue(JsonParser parser) throws IOException {
        return VALUES.readValue(parser);
    }

    static DecodingException malformed(Answer answer, IOException cause) {
        // Jackson's own message quotes the body, which may be a person's.
        String where = cause instanceof JsonProcessingException json && json.getLocation() != null
                ? " at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "";
        return new DecodingException("The answer to " + answer.route() + " is truncated or not JSON" + where
                + ". Try again; if it stays, check that the host is the right one.");
    }

    static Optional<JsonObject> toObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) return Optional.empty();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return Optional.of(JsonObject.of(fields));
    }
}
