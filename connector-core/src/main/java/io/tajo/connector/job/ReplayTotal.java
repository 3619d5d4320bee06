package io.tajo.connector.job;

import io.tajo.connector.mapping.Transform;
import io.tajo.connector.mapping.Transforms;
import java.util.Locale;

/** What is added up over a person's session recordings. More may come: don't switch over them without a default. */
public enum ReplayTotal {
    /** How many recordings there are. */
    RECORDINGS("REPLAY_COUNT"),
    /** Seconds in which something happened. */
    ACTIVE_SECONDS("REPLAY_SECONDS"),
    /** Clicks. */
    CLICKS("REPLAY_CLICKS"),
    /** Keys pressed. */
    KEY_PRESSES("REPLAY_KEY_PRESSES"),
    /** Errors in the console. */
    CONSOLE_ERRORS("REPLAY_CONSOLE_ERRORS"),
    /** When the last recording ended. */
    LAST_SEEN("REPLAY_LAST_SEEN");

    private final String defaultAttribute;

    ReplayTotal(String defaultAttribute) {
        this.defaultAttribute = defaultAttribute;
    }

    /** {@return the attribute that the total goes to where a job names none} */
    public String defaultAttribute() {
        return defaultAttribute;
    }

    /** {@return how the total becomes an attribute} */
    public Transform transform() {
        return this == LAST_SEEN ? Transforms.date() : Transforms.number();
    }

    /** {@return the computed field that a mapping reads it under, for example {@code replay_recordings}} */
    public String field() {
        return "replay_" + name().toLowerCase(Locale.ROOT);
    }
}
