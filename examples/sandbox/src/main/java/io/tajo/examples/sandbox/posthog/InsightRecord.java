package io.tajo.examples.sandbox.posthog;

import java.util.Map;

/**
 * A saved insight in the sandbox.
 *
 * @param id its number
 * @param shortId its short id
 * @param query what it asks
 */
public record InsightRecord(long id, String shortId, Map<String, Object> query) {}
