package io.tajo.brevo.contacts;

import io.tajo.brevo.attributes.AttributeName;
import io.tajo.client.transport.Json;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows for an import, written as the bytes that will be sent, so that many fit into little memory and their size is known
 * in bytes, not in characters. For one thread.
 */
public final class ImportRows {
    /** Eight million bytes: Brevo takes ten megabytes and advises about eight. */
    public static final int MAX_BYTES = 8_000_000;

    /** What the import says besides its rows. */
    private static final int ENVELOPE = 1_024;

    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int count;

    /**
     * Starts without rows.
     *
     * @param maxBytes the most that an import may take, {@link #MAX_BYTES} at the most
     */
    public ImportRows(int maxBytes) {
        if (maxBytes <= ENVELOPE || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an import takes more than " + ENVELOPE + " and at most " + MAX_BYTES + " bytes, not " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    /**
     * Adds a row, if it fits. A row that does not fit into empty rows is too large for any import.
     *
     * @param email the contact's address
     * @param attributes its attributes, in capitals, with values of their types; absent ones stay as they are
     * @return whether it was added
     * @throws IllegalArgumentException if an attribute is the address, which stands beside them
     */
    public boolean offer(String email, Map<String, ? extends @Nullable Object> attributes) {
        attributes.keySet().forEach(AttributeName::writable);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("email", email);
        row.put("attributes", attributes);
        byte[] json = Json.write(row);
        if (bytes.size() + json.length + 1 > maxBytes - ENVELOPE) return false;
        if (count > 0) bytes.write(',');
        bytes.write(json, 0, json.length);
        count++;
        return true;
    }

    /** {@return how many rows there are} */
    public int count() {
        return count;
    }

    /** {@return how many bytes they take} */
    public int size() {
        return bytes.size();
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * Writes the rows into a body.
     *
     * @param body where to
     */
    public void writeTo(ByteArrayOutputStream body) {
        body.writeBytes(bytes.toByteArray());
    }
}
