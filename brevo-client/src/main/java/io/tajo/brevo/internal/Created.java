package io.tajo.brevo.internal;

import io.tajo.client.DecodingException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.Json;

/** Reads the number of what a call created. */
final class Created {
    private Created() {}

    static long id(Answer answer) {
        return number(answer, "id");
    }

    static long number(Answer answer, String field) {
        return Json.object(answer)
                .integer(field)
                .orElseThrow(() -> new DecodingException("Brevo answered "
                        + answer.route() + " with " + answer.status() + " and without " + field
                        + ". What the call asked for may have been done: look before calling again."));
    }
}
