package io.tajo.posthog.flags;

import java.util.OptionalLong;

/**
 * A flag that local evaluation knows.
 *
 * @param key its key
 * @param id PostHog's number of it
 * @param version how often it was changed, where PostHog counts that
 * @param active whether it is switched on; one that is not is off for every person
 */
public record FlagDefinition(String key, OptionalLong id, OptionalLong version, boolean active) {}
