package io.tajo.connector.config;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** How much the connector says at most; the application's own logging still decides what is shown. */
enum LogLevel {
    ERROR(Level.ERROR),
    WARN(Level.WARN),
    INFO(Level.INFO),
    DEBUG(Level.DEBUG),
    VERBOSE(Level.TRACE);

    private final Level ceiling;

    LogLevel(Level ceiling) {
        this.ceiling = ceiling;
    }

    void log(Logger logger, Level level, String text) {
        if (level.toInt() >= ceiling.toInt()) logger.atLevel(level).log(text);
    }
}
