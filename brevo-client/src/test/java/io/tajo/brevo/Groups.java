package io.tajo.brevo;

import io.tajo.client.CallAttempt;
import io.tajo.client.CallListener;
import io.tajo.client.RouteGroup;
import java.util.ArrayList;
import java.util.List;

/** Remembers whose quota each call used. For one thread. */
final class Groups implements CallListener {
    private final List<RouteGroup> seen = new ArrayList<>();

    @Override
    public void onAttempt(CallAttempt attempt) {
        seen.add(attempt.group());
    }

    List<RouteGroup> seen() {
        return seen;
    }
}
