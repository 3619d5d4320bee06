package io.tajo.connector.run;

import io.tajo.brevo.BrevoClient;
import io.tajo.client.Sleeper;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.mapping.MissingAttributes;
import io.tajo.connector.report.SyncListener;
import io.tajo.posthog.PostHogClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What every run of a connector works with.
 *
 * @param postHog the client to read from
 * @param brevo where to write
 * @param mapper maps persons to contacts
 * @param ledger remembers what Brevo holds
 * @param listener told how runs go
 * @param missingAttributes what to do about attributes that Brevo lacks
 * @param importList the holding list's name
 * @param verifySample how many contacts of each import are read back
 * @param clock tells the time
 * @param sleeper waits
 * @param remarks what checks and runs of all jobs say besides
 * @param confirmedRemovals the sizes to which the sources of mirrored lists may have shrunk, by list
 * @param catalogue Brevo's attributes, for contacts that are written one by one
 * @param identity which account it is
 * @param resend whether every value is sent, also where Brevo holds it already
 */
public record RunSettings(
        PostHogClient postHog,
        BrevoClient brevo,
        FieldMapper mapper,
        Ledger ledger,
        SyncListener listener,
        MissingAttributes missingAttributes,
        String importList,
        int verifySample,
        Clock clock,
        Sleeper sleeper,
        List<String> remarks,
        Map<Long, Long> confirmedRemovals,
        AttributeCatalogue catalogue,
        BrevoIdentity identity,
        boolean resend) {

    /** {@return settings by which every value is sent} */
    public RunSettings resending() {
        return with(ledger, true);
    }

    /** Returns the same settings with another ledger. */
    RunSettings on(Ledger other) {
        return with(other, resend);
    }

    private RunSettings with(Ledger other, boolean resends) {
        return new RunSettings(
                postHog,
                brevo,
                mapper,
                other,
                listener,
                missingAttributes,
                importList,
                verifySample,
                clock,
                sleeper,
                remarks,
                confirmedRemovals,
                catalogue,
                identity,
                resends);
    }
}
