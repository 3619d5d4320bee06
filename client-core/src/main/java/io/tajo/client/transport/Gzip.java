package io.tajo.client.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses request bodies. */
final class Gzip {
    private Gzip() {}

    static byte[] compress(byte[] clear) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(Math.max(64, clear.length / 4));
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(clear);
        } catch (IOException e) {
            throw new UncheckedIOException("a body could not be compressed", e);
        }
        return compressed.toByteArray();
    }
}
