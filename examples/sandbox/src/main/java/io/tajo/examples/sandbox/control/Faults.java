package io.tajo.examples.sandbox.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults that lie in wait. The first that strikes a call wins. Safe for any thread. */
public final class Faults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger fired = new AtomicInteger();

    /** Creates no faults. */
    public Faults() {}

    /**
     * Adds a fault.
     *
     * @param fault the fault
     */
    public void add(Fault fault) {
        faults.add(fault);
    }

    /** Takes all faults away. */
    public void clear() {
        faults.clear();
    }

    /** {@return how often a fault has struck} */
    public int fired() {
        return fired.get();
    }

    /**
     * Asks whether a call is struck.
     *
     * @param service who is called
     * @param route the call's route
     * @param body what the call asks, as text
     * @param now the time of the call
     * @return the fault
     */
    public Optional<Fault> strike(Service service, String route, String body, Instant now) {
        Optional<Fault> struck = faults.stream()
                .filter(fault -> fault.strikes(service, route, body, now))
                .findFirst();
        struck.ifPresent(fault -> fired.incrementAndGet());
        return struck;
    }
}
