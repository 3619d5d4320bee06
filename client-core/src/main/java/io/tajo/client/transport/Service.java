package io.tajo.client.transport;

import io.tajo.client.Credentials;

/**
 * What makes a transport speak to one service.
 *
 * @param name the service's name, for messages: "PostHog" or "Brevo"
 * @param userAgent how the library introduces itself
 * @param base where the service is
 * @param credentials what authorises calls
 * @param errors reads refusals
 * @param signals reads limit headers
 */
public record Service(
        String name,
        String userAgent,
        BaseUri base,
        Credentials credentials,
        ErrorReader errors,
        SignalReader signals) {

    Service at(BaseUri host) {
        return new Service(name, userAgent, host, credentials, errors, signals);
    }
}
