package io.tajo.brevo.internal;

import io.tajo.client.NotFoundException;
import io.tajo.client.transport.HttpCall;
import io.tajo.client.transport.Transport;

/** Deletes what may be gone already, since a repeat finds nothing left. */
final class Deleted {
    private Deleted() {}

    static boolean whetherThere(Transport transport, HttpCall.Builder call) {
        try {
            transport.send(call.replay(HttpCall.Replay.SAFE).build());
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
