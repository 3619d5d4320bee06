package io.tajo.client.transport;

import io.tajo.client.BodyTooLargeException;
import io.tajo.client.CallAttempt;
import io.tajo.client.CallInterruptedException;
import io.tajo.client.ClientException;
import io.tajo.client.ClientSettings;
import io.tajo.client.Permit;
import io.tajo.client.QuotaExhaustedException;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.TransportException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call on its way, through all its attempts. For one thread. */
final class CallRun {
    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    /** A second: the longest wait that is not worth a word. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Service service;
    private final ClientSettings settings;
    private final HttpClient client;
    private final HttpCall call;
    private final AttemptSender sender;
    private final RetryDecision retry;
    private final Instant start;
    private Duration pause = Duration.ZERO;
    private Duration quotaWait = Duration.ZERO;
    private int number;
    private boolean renewed;

    CallRun(Service service, ClientSettings settings, HttpClient client, HttpCall call) {
        this.service = service;
        this.settings = settings;
        this.client = client;
        this.call = call;
        this.sender = new AttemptSender(service.name(), service.userAgent(), service.base(), service.credentials());
        this.retry = new RetryDecision(settings.retry(), settings.random());
        this.start = settings.clock().instant();
    }

    /**
     * Makes one attempt.
     *
     * @return the answer, if it is a success
     * @throws RepeatException if another attempt is due
     */
    Answer attempt() {
        sleep();
        number++;
        Attempt failed;
        try {
            Answer answer = exchange();
            if (!call.accepts(answer.status())) {
                failed = refused(answer);
            } else if (answer.isWebPage()) {
                // A proxy before the service may or may not have handed the call on.
                failed = new Attempt.Broken(new WebPageException());
            } else {
                return answer;
            }
        } catch (BodyCollector.BodyOverflow e) {
            throw new BodyTooLargeException("The answer to " + call.route() + " is larger than " + call.maxBody()
                    + " bytes. Ask for less at a time.");
        } catch (IOException e) {
            failed = new Attempt.Broken(e);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("calling " + call.route(), true, e);
        }
        if (renewsCredentials(failed)) throw new RepeatException();
        Optional<Duration> wait = retry.after(failed, call, number, elapsed());
        if (wait.isEmpty()) throw exception(failed);
        LOG.debug("repeating {} [attempt={}, wait={}]", call.route(), number, wait.get());
        pause = wait.get();
        throw new RepeatException();
    }

    private Answer exchange() throws IOException, InterruptedException {
        Duration waited;
        Instant sent;
        Answer answer = null;
        try (Permit permit = permit()) {
            waited = permit.waited();
            quotaWait = quotaWait.plus(waited);
            sent = settings.clock().instant();
            try {
                answer = sender.send(client, call, call.timeout(settings.attemptTimeout()));
                return answer;
            } finally {
                report(answer, waited, Duration.between(sent, settings.clock().instant()));
            }
        }
    }

    /** A wait of more than a moment is announced before it begins. */
    private Permit permit() {
        Duration longest = settings.maxQuotaWait();
        if (longest.compareTo(MOMENT) <= 0) return settings.rateLimit().acquire(call.group(), longest);
        try {
            return settings.rateLimit().acquire(call.group(), MOMENT);
        } catch (QuotaExhaustedException e) {
            if (e.resumeAt().isAfter(settings.clock().instant().plus(longest))) throw e;
            announce(e.resumeAt());
            return settings.rateLimit().acquire(call.group(), longest);
        }
    }

    private Attempt.Refused refused(Answer answer) {
        return new Attempt.Refused(answer, service.signals().read(call.group(), answer.status(), answer.headers()));
    }

    private boolean renewsCredentials(Attempt failed) {
        if (renewed
                || !(failed instanceof Attempt.Refused refused)
                || refused.answer().status() != 401) return false;
        renewed = true;
        return service.credentials().renew();
    }

    private ClientException exception(Attempt failed) {
        if (failed instanceof Attempt.Refused refused) {
            return service.errors().read(refused.answer(), refused.signal());
        }
        Attempt.Broken broken = (Attempt.Broken) failed;
        String attempts = number == 1 ? "" : " (attempt " + number + ")";
        return new TransportException(
                "No complete answer from " + service.name() + " to " + call.route() + attempts + ": "
                        + BrokenConnection.text(broken.failure(), host()),
                BrokenConnection.problem(broken.failure()),
                broken.mayHaveBeenSent(),
                broken.failure());
    }

    private String host() {
        URI uri = call.uri(service.base());
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private void sleep() {
        if (pause.isZero()) return;
        try {
            settings.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting to repeat " + call.route(), e);
        } finally {
            pause = Duration.ZERO;
        }
    }

    private void announce(Instant until) {
        try {
            settings.listener().onWait(call.group(), until);
        } catch (RuntimeException e) {
            LOG.warn("a call listener failed, which is ignored", e);
        }
    }

    private void report(@Nullable Answer answer, Duration waited, Duration duration) {
        int status = answer == null ? 0 : answer.status();
        int received = answer == null ? 0 : answer.size();
        LOG.debug("{} [status={}, duration={}, waited={}]", call.route(), status, duration, waited);
        if (answer != null) observe(answer);
        try {
            settings.listener()
                    .onAttempt(new CallAttempt(
                            service.name(),
                            call.group(),
                            call.route(),
                            number,
                            status,
                            waited,
                            duration,
                            call.bodySize(),
                            received));
        } catch (RuntimeException e) {
            LOG.warn("a call listener failed and is ignored", e);
        }
    }

    private void observe(Answer answer) {
        RateLimitSignal signal = service.signals().read(call.group(), answer.status(), answer.headers());
        try {
            settings.rateLimit().observe(call.group(), signal);
        } catch (RuntimeException e) {
            // The answer is there: what a call did must not be forgotten because its pacing failed.
            LOG.warn("a rate limit strategy failed to observe an answer and is ignored", e);
        }
    }

    /** The retry budget is for failures: waiting for a quota has a limit of its own. */
    private Duration elapsed() {
        return Duration.between(start, settings.clock().instant()).minus(quotaWait);
    }
}
