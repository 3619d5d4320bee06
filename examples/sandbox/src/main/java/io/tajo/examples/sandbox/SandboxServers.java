package io.tajo.examples.sandbox;

import io.tajo.examples.sandbox.control.CallLog;
import io.tajo.examples.sandbox.control.Faults;
import io.tajo.examples.sandbox.control.SandboxClock;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.examples.sandbox.http.LoopbackServer;
import io.tajo.examples.sandbox.http.Route;
import io.tajo.examples.sandbox.http.ServiceFront;
import java.io.IOException;
import java.util.List;

/**
 * Opens the servers of a sandbox, which share what may go wrong and the record of calls.
 *
 * @param faults what may go wrong
 * @param calls where calls are recorded
 * @param clock the time of the record
 */
record SandboxServers(Faults faults, CallLog calls, SandboxClock clock) {
    LoopbackServer postHog(int port, List<Route> routes, ServiceFront.Guard guard) throws IOException {
        return new LoopbackServer(
                "posthog", port, new ServiceFront(Service.POSTHOG, "", routes, guard, faults, calls, clock));
    }

    LoopbackServer brevo(int port, List<Route> routes, ServiceFront.Guard guard) throws IOException {
        return new LoopbackServer(
                "brevo", port, new ServiceFront(Service.BREVO, "/v3", routes, guard, faults, calls, clock));
    }
}
