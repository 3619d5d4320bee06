package io.tajo.examples.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain Java values. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value maps, lists and scalars
     * @return JSON in UTF-8
     */
    public static byte[] bytes(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Writes a value.
     *
     * @param value maps, lists and scalars
     * @return JSON
     */
    public static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Reads an object.
     *
     * @param json JSON in UTF-8
     * @return its fields
     * @throws IOException if it is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(byte[] json) throws IOException {
        return MAPPER.readValue(json, Map.class);
    }
}
