package io.tajo.posthog.exports;

import io.tajo.client.DecodingException;
import io.tajo.client.JsonObject;
import io.tajo.client.transport.Json;

/** Reads the columns of exported rows. */
final class Rows {
    private Rows() {}

    static String text(JsonObject row, String column) {
        return row.text(column)
                .orElseThrow(() -> new DecodingException("A row of an export has no " + column
                        + ". Check that the file is an export of the right model."));
    }

    /** JSON lines hold properties as an object, files of other formats as text. */
    static JsonObject properties(JsonObject row, String column) {
        return row.object(column)
                .or(() -> row.text(column).flatMap(Json::tryObject))
                .orElse(JsonObject.empty());
    }
}
