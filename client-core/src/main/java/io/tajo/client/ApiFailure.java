package io.tajo.client;

import java.util.Optional;

/**
 * What a service's refusal said, as every {@link ApiException} carries it.
 *
 * @param service the service that answered, "PostHog" or "Brevo"
 * @param route method and path template, never the path itself
 * @param status the HTTP status
 * @param code the service's own word for the error; empty if it gave none. An open value: compare without case
 * @param detail the service's own sentence, with addresses and keys blotted out; may be empty
 * @param requestId what the service's support finds the call by
 * @param nextStep what to do about it
 */
public record ApiFailure(
        String service,
        String route,
        int status,
        String code,
        String detail,
        Optional<String> requestId,
        String nextStep) {

    /** {@return one paragraph: what happened, in whose words, and what to do} */
    public String message() {
        StringBuilder text = new StringBuilder(service).append(" answered ").append(status);
        if (!code.isEmpty()) text.append(" (").append(code).append(')');
        text.append(" to ").append(route);
        if (!detail.isEmpty()) text.append(": ").append(detail);
        if (".!?".indexOf(text.charAt(text.length() - 1)) < 0) text.append('.');
        if (!nextStep.isEmpty()) text.append(' ').append(nextStep);
        requestId.ifPresent(id -> text.append(" [request ").append(id).append(']'));
        return text.toString();
    }

    /**
     * Returns the same failure with other advice.
     *
     * @param advice what to do about it
     * @return the failure
     */
    public ApiFailure withNextStep(String advice) {
        return new ApiFailure(service, route, status, code, detail, requestId, advice);
    }
}
