package io.tajo.posthog.internal;

import io.tajo.client.JsonObject;
import io.tajo.posthog.query.FunnelResult;

final class FunnelReader {
    static FunnelResult read(JsonObject o) {
        return new FunnelResult();
    }
}
