package io.tajo.brevo.internal;

import io.tajo.brevo.account.IpBlockedException;
import io.tajo.brevo.contacts.DuplicateIdentifierException;
import io.tajo.client.ApiException;
import io.tajo.client.ApiFailure;
import io.tajo.client.AuthenticationException;
import io.tajo.client.InvalidRequestException;
import io.tajo.client.JsonObject;
import io.tajo.client.NotFoundException;
import io.tajo.client.PaymentRequiredException;
import io.tajo.client.PermissionException;
import io.tajo.client.RateLimitSignal;
import io.tajo.client.RateLimitedException;
import io.tajo.client.ServerException;
import io.tajo.client.TooEarlyException;
import io.tajo.client.transport.Answer;
import io.tajo.client.transport.ErrorReader;
import io.tajo.client.transport.Json;
import io.tajo.client.transport.Redaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Brevo's refusals: {@code {code, message}} from most routes, with {@code metadata.duplicate_identifiers} where
 * contacts clash; text or HTML from what stands in front. Codes change without notice, so that status and metadata
 * decide.
 */
public final class BrevoErrors implements ErrorReader {
    /** What files are called in place of their addresses, which open them without a key. */
    static final String FILE_ROUTE = "(reject file)";

    @Override
    public ApiException read(Answer answer, RateLimitSignal signal) {
        String body = answer.excerpt();
        JsonObject error = Json.tryObject(body).orElse(JsonObject.empty());
        String message = error.text("message")
                .or(() -> firstOfBatch(error))
                .orElseGet(() -> looksLikeMarkup(body) || !error.equals(JsonObject.empty()) ? "" : body);
        ApiFailure failure = new ApiFailure(
                "Brevo",
                answer.route(),
                answer.status(),
                Redaction.clean(error.text("code").orElse("")),
                Redaction.clean(message),
                answer.headers().firstValue("sib-request-id"),
                "");
        Set<String> duplicates = duplicates(error);
        if (!duplicates.isEmpty()) {
            return new DuplicateIdentifierException(
                    failure.withNextStep("Another contact has the same " + String.join(", ", duplicates)
                            + ": change one of the two, or send this one without it."),
                    duplicates);
        }
        if (answer.route().endsWith(FILE_ROUTE) && failure.status() >= 400 && failure.status() < 500) {
            return new NotFoundException(failure.withNextStep("The file's address has expired or the file is gone; the "
                    + "key has nothing to do with it. Look at the process again for a fresh address."));
        }
        if (answer.route().endsWith(FILE_ROUTE) && failure.status() < 400) {
            return new ApiException(failure.withNextStep("Redirects are not followed, since they may lead anywhere: "
                    + "download the file in Brevo under Contacts > Import history."));
        }
        return exception(failure, signal, message);
    }

    private static ApiException exception(ApiFailure failure, RateLimitSignal signal, String message) {
        return switch (failure.status()) {
            case 401 -> unauthorized(failure, message);
            case 402 ->
                new PaymentRequiredException(
                        failure.withNextStep("The account lacks credits, or its plan does not include "
                                + "this: see Brevo under Settings > Your plan, and try again."));
            case 403 ->
                new PermissionException(
                        failure.withNextStep("The key may not do this: check what it is allowed to access under "
                                + "Settings > SMTP & API > API keys."),
                        Optional.empty());
            case 404 -> new NotFoundException(failure);
            case 425 -> new TooEarlyException(failure.withNextStep("Try again in a moment."));
            case 429 ->
                new RateLimitedException(
                        failure.withNextStep("Try again later, or lower the pace with rateLimit(...)."),
                        signal.resetAfter());
            default -> byClass(failure);
        };
    }

    private static ApiException byClass(ApiFailure failure) {
        if (failure.status() >= 500 || failure.status() == 408) {
            return new ServerException(failure.withNextStep("Try again later; see https://status.brevo.com."));
        }
        if (failure.status() >= 400) return new InvalidRequestException(failure);
        if (failure.route().endsWith(FILE_ROUTE)) {
            return new ApiException(failure.withNextStep(
                    "The file is somewhere else, and redirects are not followed. Look at the import in Brevo under "
                            + "Contacts > Import history."));
        }
        return new ApiException(failure.withNextStep("Redirects are not followed, since they would carry the key to "
                + "another host: set the host to where Brevo itself answers."));
    }

    private static ApiException unauthorized(ApiFailure failure, String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("ip address") || words.contains("unrecognised ip") || words.contains("unrecognized ip")) {
            return new IpBlockedException(
                    failure.withNextStep("The key is fine, but Brevo does not take calls from this "
                            + "IP address: authorise it under Settings > Security > Authorized IPs, or switch the blocking off "
                            + "there. Do not rotate the key."));
        }
        return new AuthenticationException(
                failure.withNextStep("The API key is wrong, was deleted or has expired: make "
                        + "one under Settings > SMTP & API > API keys."));
    }

    private static Set<String> duplicates(JsonObject error) {
        JsonObject metadata = error.object("metadata").orElse(JsonObject.empty());
        List<Object> names = metadata.list("duplicate_identifiers")
                .orElseGet(() -> metadata.text("duplicate_identifiers").stream()
                        .map(Object.class::cast)
                        .toList());
        Set<String> identifiers = new LinkedHashSet<>();
        names.forEach(name -> identifiers.add(Redaction.clean(String.valueOf(name))));
        return identifiers;
    }

    /** A batch that failed as a whole has a message for each item, and none for itself. */
    private static Optional<String> firstOfBatch(JsonObject error) {
        return error.objects("errors").stream()
                .flatMap(item -> item.text("message").stream())
                .findFirst();
    }

    private static boolean looksLikeMarkup(String body) {
        return body.stripLeading().startsWith("<");
    }
}
