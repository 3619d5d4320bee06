package io.tajo.client.transport;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.DecodingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A complete answer, its body as it travelled: compressed, if the server compressed it. Immutable and safe for any
 * thread.
 */
public final class Answer {
    /** A quarter of a gigabyte: fifty thousand rows of five kilobytes. More is a bomb or a mistake. */
    private static final long MAX_INFLATED = 256L * 1024 * 1024;

    private static final int EXCERPT = 64 * 1024;

    private final String route;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final long maxInflated;
    private final @Nullable BodyStream live;

    Answer(String route, int status, HttpHeaders headers, byte[] body) {
        this(route, status, headers, body, MAX_INFLATED);
    }

    Answer(String route, int status, HttpHeaders headers, byte[] body, long maxInflated) {
        this(route, status, headers, body, maxInflated, null);
    }

    private Answer(
            String route, int status, HttpHeaders headers, byte[] body, long maxInflated, @Nullable BodyStream live) {
        this.route = route;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.maxInflated = maxInflated;
        this.live = live;
    }

    /** An answer whose body is still on its way. */
    static Answer streamed(String route, int status, HttpHeaders headers, BodyStream live) {
        return new Answer(route, status, headers, new byte[0], Long.MAX_VALUE, live);
    }

    /** {@return method and path template of the call} */
    public String route() {
        return route;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the answer's headers} */
    public HttpHeaders headers() {
        return headers;
    }

    /** {@return the size of the body as it travelled} */
    public int size() {
        return body.length;
    }

    /**
     * Opens the body, inflated as it is read. A streamed one is handed out once, as it travels.
     *
     * @return the body from its beginning; reading more of it than the inflated cap throws
     *     {@link BodyTooLargeException}
     * @throws DecodingException if it is not the gzip that it says it is
     */
    public InputStream open() {
        if (live != null) return live;
        InputStream raw = new ByteArrayInputStream(body);
        if (!gzip() || body.length == 0) return raw;
        try {
            return new CappedInputStream(new GZIPInputStream(raw, 64 * 1024), maxInflated, route);
        } catch (IOException e) {
            throw new DecodingException("The answer to " + route + " says it is gzip and is not. Try again.", e);
        }
    }

    /** {@return the beginning of the body as text, as far as it can be read; for error messages' sake} */
    public String excerpt() {
        try (InputStream in = open()) {
            return new String(in.readNBytes(EXCERPT), StandardCharsets.UTF_8);
        } catch (IOException | DecodingException unreadable) {
            return "";
        }
    }

    /** Returns whether this is a page for people, as a proxy or a gateway shows it, whatever status it gives it. */
    boolean isWebPage() {
        boolean html = headers.firstValue("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
        return html && live == null && excerpt().stripLeading().startsWith("<");
    }

    private boolean gzip() {
        return headers.firstValue("content-encoding")
                .map(encoding -> encoding.equalsIgnoreCase("gzip"))
                .orElse(false);
    }
}
