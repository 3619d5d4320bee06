package io.tajo.posthog.evaluation;

/** Whether a rule holds. */
enum Match {
    YES,
    NO,
    /** What is known does not suffice; another condition may still decide the flag. */
    UNKNOWN,
    /** The definitions leave out what the rule rests on: the flag can't be decided here. */
    SERVER;

    static Match of(boolean holds) {
        return holds ? YES : NO;
    }

    boolean isDecided() {
        return this == YES || this == NO;
    }

    Match negated() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
            case SERVER -> SERVER;
        };
    }
}
