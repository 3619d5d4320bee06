package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tajo.client.AuthenticationException;
import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.SyncJob;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncOutcome;
import io.tajo.connector.report.SyncReport;
import io.tajo.examples.sandbox.control.Fault;
import io.tajo.examples.sandbox.control.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener hears, and what becomes of a run whose listener throws. */
@Timeout(60)
class ListenerTest {
    /** Notes each callback with its job, and throws in one of them. */
    private static final class Noted implements SyncListener {
        private final List<String> heard = new ArrayList<>();
        private final List<SyncReport> finished = new ArrayList<>();
        private final String broken;

        Noted(String broken) {
            this.broken = broken;
        }

        private void hear(String callback, SyncJob job) {
            heard.add(callback + " " + job.name());
            if (callback.equals(broken)) throw new IllegalStateException("no more of ada@example.com");
        }

        private long count(String callback) {
            return heard.stream().filter(each -> each.startsWith(callback)).count();
        }

        @Override
        public void started(SyncJob job) {
            hear("started", job);
        }

        @Override
        public void read(SyncJob job, long persons) {
            hear("read", job);
        }

        @Override
        public void planned(SyncJob job, long changes) {
            hear("planned", job);
        }

        @Override
        public void waiting(SyncJob job, Instant until) {
            hear("waiting", job);
        }

        @Override
        public void delivered(SyncJob job, long contacts) {
            hear("delivered", job);
        }

        @Override
        public void rowRejected(SyncJob job, String person, String reason) {
            hear("rowRejected", job);
        }

        @Override
        public void finished(SyncJob job, SyncReport report) {
            finished.add(report);
            hear("finished", job);
        }
    }

    private static SyncFixture stage(SyncListener listener) {
        SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(0),
                connector -> connector.listener(listener).jobs(PersonSync.all(), EventSync.of("$pageview")));
        for (int i = 0; i < 5; i++) {
            stage.person(new UUID(0, i), Map.of("email", "a" + i + "@example.com"));
        }
        stage.person(new UUID(0, 9), Map.of("email", "no address"));
        return stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "read", "planned", "delivered", "rowRejected", "finished"})
    void anyCallbackThatThrows_failsItsRunWhichStillFinishesOnce(String callback) {
        Noted listener = new Noted(callback);
        try (SyncFixture stage = stage(listener)) {
            SyncReport report = stage.sync();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FAILED);
            assertThat(report.failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains(callback + "(...)", "IllegalStateException", "no more of ***@***"));
            assertThat(listener.count(callback)).isEqualTo(1);
            assertThat(listener.finished).hasSize(1);
            assertThat(report.counts().read())
                    .isEqualTo(report.counts().changed() + report.counts().rejected());
            boolean before = !callback.equals("delivered") && !callback.equals("finished");
            assertThat(stage.target().contacts()).hasSize(before ? 0 : 5);
        }
    }

    @Test
    void everyCallback_namesItsJob() {
        Noted listener = new Noted("none");
        try (SyncFixture stage = stage(listener)) {
            SyncReport report = stage.connector.syncAll();

            assertThat(report.outcome()).isEqualTo(SyncOutcome.FINISHED);
            String persons = PersonSync.all().name();
            String events = EventSync.of("$pageview").name();
            assertThat(listener.heard).allMatch(each -> each.endsWith(" " + persons) || each.endsWith(" " + events));
            assertThat(listener.heard).contains("rowRejected " + persons, "delivered " + persons, "read " + persons);
            assertThat(listener.count("started")).isEqualTo(2);
            assertThat(listener.finished).hasSize(2);
        }
    }

    @Test
    void finished_comesForARunThatEndsWithAnException() {
        Noted listener = new Noted("none");
        try (SyncFixture stage = stage(listener)) {
            stage.sandbox.faults().add(Fault.on(Service.BREVO).times(1_000).status(401));

            assertThatThrownBy(stage::sync).isInstanceOf(AuthenticationException.class);

            assertThat(listener.count("started")).isEqualTo(1);
            assertThat(listener.finished).extracting(SyncReport::outcome).containsExactly(SyncOutcome.FAILED);
        }
    }
}
