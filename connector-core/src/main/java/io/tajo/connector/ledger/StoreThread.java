package io.tajo.connector.ledger;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A thread for H2, which no interrupt reaches: one that meets H2 in a write is lost, or takes the file away. The caller waits
 * for each piece of work to end and keeps its interrupt. For one caller at a time.
 */
final class StoreThread implements AutoCloseable {
    private volatile @Nullable Thread worker;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "tajo-ledger");
        made.setDaemon(true);
        worker = made;
        return made;
    });

    /** What is done on the thread. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T go() throws SQLException;
    }

    /** Does something on a thread that ends with it. */
    static <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
        try (StoreThread thread = new StoreThread()) {
            return thread.call(work);
        }
    }

    <T extends @Nullable Object> T call(Work<T> work) throws SQLException {
        Future<T> result = thread.submit(work::go);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static SQLException failure(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof SQLException failed) return failed;
        if (cause instanceof RuntimeException failed) throw failed;
        if (cause instanceof Error failed) throw failed;
        return new SQLException(e);
    }

    /** Returns once the thread has ended. */
    @Override
    public void close() {
        thread.shutdown();
        Thread ending = worker;
        boolean interrupted = false;
        while (ending != null && ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
