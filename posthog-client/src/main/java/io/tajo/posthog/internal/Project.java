package io.tajo.posthog.internal;

import io.tajo.client.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The project that a client reads.
 *
 * @param id its number
 * @param token its public token, which events and flags are sent with
 */
public record Project(String id, @Nullable Secret token) {}
