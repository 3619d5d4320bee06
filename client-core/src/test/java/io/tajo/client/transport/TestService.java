package io.tajo.client.transport;

import io.tajo.client.ApiException;
import io.tajo.client.ApiFailure;
import io.tajo.client.ClientBuilder;
import io.tajo.client.ClientSettings;
import io.tajo.client.Credentials;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.QuotaRateLimit;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitedException;
import io.tajo.client.RouteGroup;
import io.tajo.client.Secret;
import io.tajo.client.ServerException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A service as small as one can be, to test the transport with. */
final class TestService {
    static final RouteGroup GROUP = new RouteGroup("things");
    static final Credentials KEY = Credentials.apiKey("api-key", Secret.of("test key", "top-secret"));

    private TestService() {}

    static Transport open(String address, UnaryOperator<Builder> settings) {
        return open(address, KEY, settings);
    }

    static Transport open(String address, Credentials credentials, UnaryOperator<Builder> settings) {
        Service service = new Service(
                "Test",
                "test/1",
                BaseUri.of("test host", address),
                credentials,
                TestService::error,
                (group, status, headers) -> new RateLimitSignal(
                        status == 429,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        RetryAfter.read(headers, Clock.systemUTC())));
        return Transport.open(service, settings.apply(new Builder()).done());
    }

    static HttpCall.Builder get() {
        return HttpCall.get(GROUP, "/things");
    }

    private static ApiException error(Answer answer, RateLimitSignal signal) {
        ApiFailure failure = new ApiFailure(
                "Test", answer.route(), answer.status(), "", Redaction.clean(answer.excerpt()), Optional.empty(), "");
        if (answer.status() == 429) return new RateLimitedException(failure, signal.resetAfter());
        return answer.status() >= 500 ? new ServerException(failure) : new InvalidRequestException(failure);
    }

    static final class Builder extends ClientBuilder<Builder> {
        Builder() {
            super(Duration.ofSeconds(20));
        }

        ClientSettings done() {
            return settings(QuotaRateLimit.builder());
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
