package io.tajo.connector.source;

import io.tajo.client.CallInterruptedException;
import io.tajo.client.Sleeper;
import io.tajo.connector.mapping.ComputedField;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.posthog.PostHogClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What every reader works with.
 *
 * @param postHog the client to read from
 * @param mapping the connector's mapping
 * @param now when the run started: the end of every window of time
 * @param sleeper waits for calculations
 * @param provided what the jobs that are read together provide; changes if one of them fails
 */
public record ReadContext(
        PostHogClient postHog, FieldMapper mapping, Instant now, Sleeper sleeper, Set<ComputedField.Scope> provided) {

    void pause(Duration time, String why) {
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            throw new CallInterruptedException("waiting " + why, e);
        }
    }
}
