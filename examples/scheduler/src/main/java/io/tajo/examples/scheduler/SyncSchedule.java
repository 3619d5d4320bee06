package io.tajo.examples.scheduler;

import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.config.ConnectorConfig;
import io.tajo.connector.config.CronSchedule;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs every job by a cron schedule, one run at a time: the executor has one thread, and the next run is planned when one
 * is over. A run that a quota has paused goes on when the quota allows it, be that before its time.
 *
 * <pre>{@code
 * java ... io.tajo.examples.scheduler.SyncSchedule connector.yaml
 * }</pre>
 */
public final class SyncSchedule implements AutoCloseable {
    private final PostHogBrevoConnector connector;
    private final CronSchedule schedule;
    private final Clock clock;
    private final Consumer<String> messages;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private volatile Instant next = Instant.MAX;
    private volatile @Nullable Future<?> planned;

    /**
     * Creates a schedule that has not started.
     *
     * @param connector runs the jobs
     * @param schedule when
     * @param clock tells the time
     * @param messages told how each run ended
     */
    public SyncSchedule(
            PostHogBrevoConnector connector, CronSchedule schedule, Clock clock, Consumer<String> messages) {
        this.connector = connector;
        this.schedule = schedule;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * Runs what a file describes until the process is stopped.
     *
     * @param args the file
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        ConnectorConfig config = ConnectorConfig.load(Path.of(args[0]));
        CronSchedule schedule = config.schedule().orElseThrow();
        try (PostHogBrevoConnector connector = PostHogBrevoConnector.fromConfig(config);
                SyncSchedule runs = new SyncSchedule(connector, schedule, Clock.systemUTC(), SyncSchedule::print)) {
            connector.check().throwIfFailed();
            runs.start();
            Thread.currentThread().join();
        }
    }

    private static void print(String message) {
        System.out.println(message);
    }

    /** Plans the first run. */
    public void start() {
        planAfter(clock.instant());
    }

    /** {@return when the next run starts} */
    public Instant next() {
        return next;
    }

    /** Starts no further run, and waits for the one under way: interrupting it would end it early, but cleanly. */
    @Override
    public void close() {
        Future<?> upcoming = planned;
        if (upcoming != null) upcoming.cancel(false);
        executor.shutdown();
        try {
            boolean over = executor.awaitTermination(1, TimeUnit.HOURS);
            if (!over) executor.shutdownNow();
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            SyncReport report = connector.syncAll();
            planAfter(report);
            messages.accept(report.summary());
        } catch (RuntimeException e) {
            // Wrong credentials, say: somebody must look, and the next run may find it mended.
            planAfter(clock.instant());
            messages.accept("The run could not go on: " + e.getMessage());
        }
    }

    private void planAfter(SyncReport report) {
        Instant resume = report.resumeAt()
                .filter(at -> report.outcome() == SyncOutcome.PAUSED)
                .orElse(Instant.MAX);
        Instant regular = schedule.next(clock.instant()).orElse(Instant.MAX);
        plan(resume.isBefore(regular) ? resume : regular);
    }

    private void planAfter(Instant now) {
        schedule.next(now).ifPresent(this::plan);
    }

    private void plan(Instant at) {
        next = at;
        if (executor.isShutdown()) return;
        Duration wait = Duration.between(clock.instant(), at);
        planned = executor.schedule(this::run, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    }
}
