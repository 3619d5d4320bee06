package io.tajo.connector.deliver;

import io.tajo.brevo.BrevoClient;
import io.tajo.brevo.BrevoLimits;
import java.time.Duration;

/** What it costs to send changes one way or another: calls, and the time that the quotas which are left make of them. */
final class RouteCost {
    /**
     * An import costs one call on the contacts routes and some four looks at its process, of which an hour allows a
     * hundred; it takes half a minute at least. Fifty upserts take six seconds of the ten calls a second.
     */
    static final int CALLS_WORTH_AN_IMPORT = 50;
    /** Looks at an import's process until it has ended. */
    static final int LOOKS = 4;
    /** Changes that may yet go one by one are kept as they are until then: a few megabytes. */
    static final int MOST_UPSERTS = 2_000;
    /** So many calls that put contacts into lists take as long as some imports that are followed together. */
    static final int CALLS_WORTH_IMPORTS_OF_LISTS = 150;
    /** An import of a list beside others: one call, and a part of the looks at all of them. */
    static final int CALLS_OF_A_LIST = 5;
    /** Joins hold little more than an address. */
    static final int MOST_JOINS = 10_000;

    private static final Duration A_CALL = Duration.ofMillis(100);
    private static final Duration WORTH_AN_IMPORT = A_CALL.multipliedBy(CALLS_WORTH_AN_IMPORT);

    private final BrevoClient brevo;

    RouteCost(BrevoClient brevo) {
        this.brevo = brevo;
    }

    /** Returns from how many changes on an import costs less. */
    int fewestForAnImport() {
        return fewestCalls();
    }

    /**
     * Returns from how many contacts on an import puts them into a list at less cost.
     *
     * @param calls how many calls all lists would take without imports
     */
    int fewestForAList(int calls) {
        if (calls > CALLS_WORTH_IMPORTS_OF_LISTS) return CALLS_OF_A_LIST * MembershipSender.BATCH;
        return Math.min(fewestCalls() * MembershipSender.BATCH, MOST_JOINS);
    }

    /** The more calls, the longer they take: the first number of them that takes longer than an import is between two others. */
    private int fewestCalls() {
        Duration bulk = WORTH_AN_IMPORT
                .plus(brevo.timeFor(BrevoLimits.CONTACTS, 1))
                .plus(brevo.timeFor(BrevoLimits.OTHER, LOOKS));
        int fewer = 0;
        int enough = MOST_UPSERTS;
        while (enough - fewer > 1) {
            int between = (fewer + enough) / 2;
            if (oneByOne(between).compareTo(bulk) >= 0) enough = between;
            else fewer = between;
        }
        return enough;
    }

    private Duration oneByOne(int calls) {
        Duration onTheWay = A_CALL.multipliedBy(calls);
        Duration held = brevo.timeFor(BrevoLimits.CONTACTS, calls);
        return held.compareTo(onTheWay) > 0 ? held : onTheWay;
    }
}
