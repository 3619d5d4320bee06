package io.tajo.examples.sandbox.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with some calls of a service. Built once, then added to {@link Faults}; it wears off as it
 * counts down.
 */
public final class Fault {
    private final Service service;
    private @Nullable String route;
    private String asking = "";
    private final AtomicInteger skip = new AtomicInteger();
    private final AtomicInteger times = new AtomicInteger(1);
    private @Nullable Duration lasting;
    private @Nullable Instant until;
    private Effect effect = new Effect.Answer(500, "", "application/json");
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Fault(Service service) {
        this.service = service;
    }

    /** What a fault does to a call. */
    public sealed interface Effect {
        /**
         * Another answer is sent, and the call is not carried out.
         *
         * @param status its status
         * @param body its body
         * @param contentType the body's type
         */
        record Answer(int status, String body, String contentType) implements Effect {}

        /**
         * The connection is closed without an answer.
         *
         * @param processed whether the call was carried out before
         */
        record Reset(boolean processed) implements Effect {}

        /** The answer promises more than it holds; the connection is closed in the middle of it. */
        record Truncate() implements Effect {}

        /**
         * Half the answer is sent, and then nothing for a time.
         *
         * @param silence how long, unless the client goes away first
         */
        record Stall(Duration silence) implements Effect {}

        /**
         * The answer comes a few bytes at a time.
         *
         * @param pause how long it takes from some to the next, unless the client goes away first
         */
        record Trickle(Duration pause) implements Effect {}
    }

    /**
     * Starts a fault of every call of a service.
     *
     * @param service whose calls
     * @return the fault: one answer of 500, until told otherwise
     */
    public static Fault on(Service service) {
        return new Fault(service);
    }

    /**
     * Limits the fault to a route.
     *
     * @param template method and path template
     * @return this fault
     */
    public Fault route(String template) {
        route = template;
        return this;
    }

    /**
     * Strikes only calls whose request holds a text.
     *
     * @param part the text
     * @return this fault
     */
    public Fault asking(String part) {
        asking = part;
        return this;
    }

    /**
     * Lets the first calls pass.
     *
     * @param calls how many
     * @return this fault
     */
    public Fault skip(int calls) {
        skip.set(calls);
        return this;
    }

    /**
     * Says how often the fault strikes.
     *
     * @param calls how often
     * @return this fault
     */
    public Fault times(int calls) {
        times.set(calls);
        return this;
    }

    /**
     * Lets the fault strike for some time from its first strike on, however often that is.
     *
     * @param time how long, on the sandbox's clock
     * @return this fault
     */
    public Fault lasting(Duration time) {
        lasting = time;
        return this;
    }

    /**
     * Answers with a status and an error in the service's own shape.
     *
     * @param status the status
     * @return this fault
     */
    public Fault status(int status) {
        String json = service == Service.BREVO
                ? "{\"code\":\"fault\",\"message\":\"injected fault\"}"
                : "{\"type\":\"server_error\",\"code\":\"error\",\"detail\":\"injected fault\",\"attr\":null}";
        effect = new Effect.Answer(status, json, "application/json");
        return this;
    }

    /**
     * Answers with a page of HTML, as what stands in front of a service does.
     *
     * @param status the status
     * @return this fault
     */
    public Fault html(int status) {
        effect = new Effect.Answer(status, "<html><body>Bad gateway</body></html>", "text/html");
        return this;
    }

    /**
     * Answers with plain text.
     *
     * @param status the status
     * @param text the text
     * @return this fault
     */
    public Fault plainText(int status, String text) {
        effect = new Effect.Answer(status, text, "text/plain");
        return this;
    }

    /**
     * Adds a header to the answer.
     *
     * @param name its name
     * @param value its value
     * @return this fault
     */
    public Fault header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Closes the connection before the call is carried out.
     *
     * @return this fault
     */
    public Fault reset() {
        effect = new Effect.Reset(false);
        return this;
    }

    /**
     * Closes the connection after the call was carried out.
     *
     * @return this fault
     */
    public Fault resetAfterProcessing() {
        effect = new Effect.Reset(true);
        return this;
    }

    /**
     * Breaks the answer off.
     *
     * @return this fault
     */
    public Fault truncate() {
        effect = new Effect.Truncate();
        return this;
    }

    /**
     * Lets the answer hang in the middle.
     *
     * @param silence how long
     * @return this fault
     */
    public Fault stall(Duration silence) {
        effect = new Effect.Stall(silence);
        return this;
    }

    /**
     * Sends the answer a few bytes at a time.
     *
     * @param pause how long from some to the next
     * @return this fault
     */
    public Fault trickle(Duration pause) {
        effect = new Effect.Trickle(pause);
        return this;
    }

    /** {@return what it does} */
    public Effect effect() {
        return effect;
    }

    /** {@return headers that its answer has besides} */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    boolean strikes(Service called, String calledRoute, String body, Instant now) {
        if (service != called || (route != null && !route.equals(calledRoute)) || !body.contains(asking)) return false;
        if (skip.getAndUpdate(left -> Math.max(0, left - 1)) > 0) return false;
        return lasting == null ? times.getAndUpdate(left -> Math.max(0, left - 1)) > 0 : isBefore(now, lasting);
    }

    private synchronized boolean isBefore(Instant now, Duration time) {
        if (until == null) until = now.plus(time);
        return now.isBefore(until);
    }
}
