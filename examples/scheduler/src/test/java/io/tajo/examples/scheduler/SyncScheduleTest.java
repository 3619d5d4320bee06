package io.tajo.examples.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.brevo.BrevoClient;
import io.tajo.connector.PostHogBrevoConnector;
import io.tajo.connector.config.CronSchedule;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.Ledger;
import io.tajo.examples.sandbox.Sandbox;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import io.tajo.posthog.PostHogClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyncScheduleTest {
    private static final CronSchedule EVERY_MINUTE = CronSchedule.parse("* * * * *");

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    /** A clock on which the next full minute is a moment away. */
    private static Clock justBeforeTheMinute() {
        Clock real = Clock.systemUTC();
        Instant now = real.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        return Clock.offset(real, Duration.between(now, minute).minusMillis(200));
    }

    private void withSchedule(Sandbox sandbox, Check check) throws InterruptedException {
        try (PostHogClient postHog = PostHogClient.builder()
                        .host(sandbox.postHogUri().toString())
                        .personalApiKey(sandbox.personalApiKey())
                        .projectId(sandbox.projectId())
                        .build();
                BrevoClient brevo = BrevoClient.builder()
                        .host(sandbox.brevoUri().toString())
                        .apiKey(sandbox.brevoApiKey())
                        .build();
                PostHogBrevoConnector connector = PostHogBrevoConnector.builder()
                        .postHog(postHog)
                        .brevo(brevo)
                        .ledger(Ledger.inMemory())
                        .jobs(PersonSync.all())
                        .build();
                SyncSchedule schedule =
                        new SyncSchedule(connector, EVERY_MINUTE, justBeforeTheMinute(), messages::add)) {
            schedule.start();
            check.run(schedule);
        }
    }

    private interface Check {
        void run(SyncSchedule schedule) throws InterruptedException;
    }

    @Test
    void start_runsTheJobsWhenTheScheduleSaysAndPlansTheNextRun() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.builder().persons(20).build()) {
            withSchedule(sandbox, schedule -> {
                Instant first = schedule.next();

                String message = messages.poll(30, TimeUnit.SECONDS);

                assertThat(message).contains("finished");
                assertThat(sandbox.brevo().contacts()).hasSize(20);
                assertThat(schedule.next()).isEqualTo(first.plusSeconds(60));
            });
        }
    }

    @Test
    void start_whenAQuotaPausesTheRun_goesOnWhenItAllows() throws InterruptedException {
        try (Sandbox sandbox = Sandbox.builder().persons(20).build()) {
            Fault full = Fault.on(Service.BREVO).route("GET /contacts").times(1).status(429);
            sandbox.faults().add(full.header("x-sib-ratelimit-reset", "3000"));
            withSchedule(sandbox, schedule -> {
                String paused = messages.poll(30, TimeUnit.SECONDS);

                assertThat(paused).contains("paused until");
                assertThat(schedule.next()).isAfter(Instant.EPOCH);
            });
        }
    }
}
