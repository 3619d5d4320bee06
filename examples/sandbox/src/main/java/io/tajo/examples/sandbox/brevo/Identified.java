package io.tajo.examples.sandbox.brevo;

/**
 * A contact as a request names it.
 *
 * @param identifier the text or number of the request
 * @param type Brevo's word for its kind
 */
record Identified(Object identifier, String type) {
    String text() {
        return String.valueOf(identifier);
    }
}
