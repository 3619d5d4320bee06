package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads and sockets that a closed client would have left behind. */
final class Leftovers {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Leftovers() {}

    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-")
                        || thread.getName().startsWith("sandbox-")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .collect(Collectors.toSet());
    }

    /** Returns how many sockets this process has open, or 0 where the system does not say. */
    static long sockets() {
        if (!Files.isDirectory(DESCRIPTORS)) return 0;
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.filter(Leftovers::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing is left: on JDK 17 a client's own thread ends with the next collection. */
    static void awaitNone(Set<Thread> threadsBefore, long socketsBefore) {
        awaitCollections(() -> newThreads(threadsBefore).isEmpty() && sockets() <= socketsBefore);
        assertThat(newThreads(threadsBefore)).isEmpty();
        assertThat(sockets()).isLessThanOrEqualTo(socketsBefore);
    }

    /** Waits until what was closed before is gone, so that it does not count as there from the beginning. */
    static void settle() {
        awaitCollections(() -> threads().isEmpty());
    }

    private static void awaitCollections(BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline && !done.getAsBoolean()) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static Set<Thread> newThreads(Set<Thread> before) {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
