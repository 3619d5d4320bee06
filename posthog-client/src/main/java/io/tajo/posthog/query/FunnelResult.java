package io.tajo.posthog.query;
/** placeholder */
public record FunnelResult() {}
