package io.tajo.examples.sandbox.control;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Every call that a sandbox has answered, in order. Safe for any thread. */
public final class CallLog {
    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();

    /** Creates an empty log. */
    public CallLog() {}

    /**
     * Adds a call.
     *
     * @param call the call
     */
    public void add(RecordedCall call) {
        calls.add(call);
    }

    /** {@return all calls so far} */
    public List<RecordedCall> all() {
        return List.copyOf(calls);
    }

    /**
     * Counts a service's calls.
     *
     * @param service whose
     * @return how many
     */
    public long count(Service service) {
        return count(call -> call.service() == service);
    }

    /**
     * Counts a route's calls.
     *
     * @param service whose
     * @param route its template
     * @return how many
     */
    public long count(Service service, String route) {
        return count(call -> call.service() == service && call.route().equals(route));
    }

    /**
     * Counts some calls.
     *
     * @param which which ones
     * @return how many
     */
    public long count(Predicate<RecordedCall> which) {
        return calls.stream().filter(which).count();
    }

    /** Forgets all calls. */
    public void clear() {
        calls.clear();
    }
}
