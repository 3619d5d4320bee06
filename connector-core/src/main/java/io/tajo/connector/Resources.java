package io.tajo.connector;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closes several things. */
final class Resources {
    private Resources() {}

    /** Closes all of them, and returns the first failure with the others as suppressed. */
    static Optional<RuntimeException> closeAll(List<? extends AutoCloseable> resources) {
        @Nullable RuntimeException first = null;
        for (AutoCloseable each : resources) {
            try {
                each.close();
            } catch (Exception e) {
                RuntimeException failure = e instanceof RuntimeException known ? known : wrapped(e);
                if (first == null) first = failure;
                else first.addSuppressed(failure);
            }
        }
        return Optional.ofNullable(first);
    }

    private static RuntimeException wrapped(Exception e) {
        if (e instanceof InterruptedException) Thread.currentThread().interrupt();
        return new IllegalStateException("closing failed", e);
    }
}
