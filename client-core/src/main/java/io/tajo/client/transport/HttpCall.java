package io.tajo.client.transport;

import io.tajo.client.RouteGroup;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request as a client means it: what to send, whose quota it uses, and whether it may be sent twice. Immutable and
 * safe for any thread.
 */
public final class HttpCall {
    /** Eight megabytes of answer, as it travels: above it a page must be asked for in smaller pieces. */
    public static final int DEFAULT_MAX_BODY = 8 * 1024 * 1024;

    private final String method;
    private final String route;
    private final String pathAndQuery;
    private final Optional<URI> foreign;
    private final RouteGroup group;
    private final Replay replay;
    private final RetryTable retryTable;
    private final byte @Nullable [] body;
    private final Optional<Duration> timeout;
    private final int maxBody;
    private final Map<String, String> headers;
    private final boolean anonymous;
    private final boolean streamed;
    private final Set<Integer> accepted;

    private HttpCall(Builder builder) {
        method = builder.method;
        route = builder.method + " " + builder.template;
        pathAndQuery = builder.path + builder.query;
        foreign = Optional.ofNullable(builder.foreign);
        group = builder.group;
        replay = builder.replay;
        retryTable = builder.retryTable;
        body = builder.body;
        timeout = Optional.ofNullable(builder.timeout);
        maxBody = builder.maxBody;
        headers = Map.copyOf(builder.headers);
        anonymous = builder.anonymous;
        streamed = builder.streamed;
        accepted = builder.accepted;
    }

    /**
     * Starts a call that only reads, and so may be repeated.
     *
     * @param group the routes whose quota it uses
     * @param template path below the base, with {@code {names}} for what {@link Builder#path} fills in
     * @return a builder
     */
    public static Builder get(RouteGroup group, String template) {
        return new Builder("GET", group, template).replay(Replay.SAFE);
    }

    /**
     * Starts a call that writes. It is repeated only if it provably never left, unless {@link Builder#replay} says
     * otherwise.
     *
     * @param method POST, PUT, PATCH or DELETE
     * @param group the routes whose quota it uses
     * @param template path below the base, with {@code {names}} for what {@link Builder#path} fills in
     * @return a builder
     */
    public static Builder write(String method, RouteGroup group, String template) {
        return new Builder(method, group, template);
    }

    /**
     * Starts the download of a file that a service named by its full address. It is sent without credentials.
     *
     * @param group the routes whose quota it uses
     * @param template what the file is, for messages, for example {@code /files/rejects}
     * @param address where it is
     * @return a builder
     */
    public static Builder download(RouteGroup group, String template, URI address) {
        BaseUri.requireSafe("file named by the service", address);
        Builder builder = get(group, template);
        builder.foreign = address;
        return builder;
    }

    String method() {
        return method;
    }

    /** {@return method and path template, the only form of the path that messages and logs show} */
    public String route() {
        return route;
    }

    /** {@return path and query below the base, to follow a link that is relative to them; not for messages and logs} */
    public String pathAndQuery() {
        return pathAndQuery;
    }

    URI uri(BaseUri base) {
        return foreign.orElseGet(() -> base.resolve(pathAndQuery));
    }

    boolean authorized() {
        return foreign.isEmpty() && !anonymous;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean streamed() {
        return streamed;
    }

    /** Whether an answer with this status is what the caller wants to see. */
    boolean accepts(int status) {
        return (status >= 200 && status < 300) || accepted.contains(status);
    }

    RouteGroup group() {
        return group;
    }

    Replay replay() {
        return replay;
    }

    RetryTable retryTable() {
        return retryTable;
    }

    byte @Nullable [] body() {
        return body;
    }

    long bodySize() {
        return body == null ? 0 : body.length;
    }

    Duration timeout(Duration standard) {
        return timeout.orElse(standard);
    }

    int maxBody() {
        return maxBody;
    }

    /** Whether a call may be sent again when its outcome is not known. */
    public enum Replay {
        /** Sending it twice does the same as sending it once. */
        SAFE,
        /** Sending it twice does it twice: only repeated if it provably never left, or was refused unread. */
        ONLY_IF_UNSENT
    }

    /** Collects a call; not safe for several threads. */
    public static final class Builder {
        /** What servers and proxies cut out of a path, the segment before it included. */
        private static final Set<String> CHANGES_THE_ROUTE = Set.of("", ".", "..");

        private final String method;
        private final RouteGroup group;
        private final String template;
        private String path;
        private String query = "";
        private @Nullable URI foreign;
        private Replay replay = Replay.ONLY_IF_UNSENT;
        private RetryTable retryTable = RetryTable.STANDARD;
        private byte @Nullable [] body;
        private @Nullable Duration timeout;
        private int maxBody = DEFAULT_MAX_BODY;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private boolean anonymous;
        private boolean streamed;
        private Set<Integer> accepted = Set.of();

        private Builder(String method, RouteGroup group, String template) {
            this.method = method;
            this.group = group;
            this.template = template;
            this.path = template;
        }

        /**
         * Fills one name of the template.
         *
         * @param name the name, without braces
         * @param value its value in clear; percent-encoded here
         * @return this builder
         * @throws IllegalArgumentException if it is empty or dots, which would make the path another one
         */
        public Builder path(String name, String value) {
            if (CHANGES_THE_ROUTE.contains(value)) {
                throw new IllegalArgumentException("\"" + value + "\" is no " + name + ": " + method + " " + template
                        + " would reach another route");
            }
            path = path.replace("{" + name + "}", encode(value));
            return this;
        }

        /**
         * Adds a query parameter.
         *
         * @param name its name
         * @param value its value in clear; nothing is added for null
         * @return this builder
         */
        public Builder query(String name, @Nullable Object value) {
            if (value == null) return this;
            query += (query.isEmpty() ? "?" : "&") + encode(name) + "=" + encode(String.valueOf(value));
            return this;
        }

        /**
         * Takes path and query from a link that the server made.
         *
         * @param reanchored the link, from {@link BaseUri#reanchor}
         * @return this builder
         */
        public Builder follow(String reanchored) {
            path = reanchored;
            query = "";
            return this;
        }

        /**
         * Says whether the call may be repeated.
         *
         * @param safety what repeating it does
         * @return this builder
         */
        public Builder replay(Replay safety) {
            replay = safety;
            return this;
        }

        /**
         * Says which answers are worth another attempt.
         *
         * @param table the statuses
         * @return this builder
         */
        public Builder retryTable(RetryTable table) {
            retryTable = table;
            return this;
        }

        /**
         * Sets a body of JSON.
         *
         * @param json the body in UTF-8; not copied
         * @return this builder
         */
        public Builder json(byte[] json) {
            header("Content-Type", "application/json");
            body = json;
            return this;
        }

        /**
         * Sets a body of JSON that travels compressed.
         *
         * @param json the body in UTF-8
         * @return this builder
         */
        public Builder gzippedJson(byte[] json) {
            header("Content-Encoding", "gzip");
            return json(Gzip.compress(json));
        }

        /**
         * Adds a header.
         *
         * @param name its name
         * @param value its value: nothing secret, since a value that no header may hold is quoted in the exception
         * @return this builder
         */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /**
         * Sends the call without credentials, as public routes want it.
         *
         * @return this builder
         */
        public Builder anonymous() {
            anonymous = true;
            return this;
        }

        /**
         * Names statuses beside 200 to 299 that are answers, such as 304 to a conditional call. They are neither
         * repeated nor thrown.
         *
         * @param statuses the statuses
         * @return this builder
         */
        public Builder accept(Integer... statuses) {
            accepted = Set.of(statuses);
            return this;
        }

        /**
         * Leaves the body of a success to be read as it comes, for files of any size. The deadline then covers each
         * piece of it, and {@link Answer#open} hands it out once.
         *
         * @return this builder
         */
        public Builder streamed() {
            streamed = true;
            return this;
        }

        /**
         * Sets the deadline of one attempt, where the client's own does not fit.
         *
         * @param deadline a positive time
         * @return this builder
         */
        public Builder timeout(Duration deadline) {
            timeout = deadline;
            return this;
        }

        /**
         * Sets how large the answer may be as it travels, where {@link #DEFAULT_MAX_BODY} does not fit.
         *
         * @param bytes the limit
         * @return this builder
         */
        public Builder maxBody(int bytes) {
            maxBody = bytes;
            return this;
        }

        /** {@return the call} */
        public HttpCall build() {
            if (foreign == null && path.indexOf('{') >= 0) {
                throw new IllegalStateException("the path of " + method + " " + template + " is not filled in");
            }
            return new HttpCall(this);
        }

        private static String encode(String value) {
            // The form encoding writes a blank as +, which a path would keep as a plus.
            return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
