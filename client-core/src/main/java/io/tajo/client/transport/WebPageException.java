package io.tajo.client.transport;

import java.io.IOException;

/** A page for people came where an answer should have come. */
final class WebPageException extends IOException {
    private static final long serialVersionUID = 1L;
}
