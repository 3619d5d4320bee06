package io.tajo.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.EventSync;
import io.tajo.connector.job.PersonSync;
import io.tajo.connector.job.Resend;
import io.tajo.connector.ledger.Ledger;
import io.tajo.connector.mapping.FieldMapper;
import io.tajo.connector.report.SyncReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ResendTest {
    @Test
    void resendAll_sendsEveryValueAgain_andTouchesNoDeletionNoOptOutAndNoEvent() {
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(300).eventsPerPerson(2).seed(5),
                connector -> connector.ledger(Ledger.inMemory()))) {
            long list = stage.target().createList("Everyone");
            PersonSync job = PersonSync.all().intoList(list);
            EventSync events = EventSync.of("$pageview").since(Duration.ofDays(400));
            stage.connector.run(job);
            stage.connector.run(events);
            String deleted = stage.target().contacts().get(0).email();
            String left = stage.target().contacts().get(1).email();
            String blocked = stage.target().contacts().get(2).email();
            stage.target().deleteContact(deleted);
            stage.target().unsubscribeFromList(left, list);
            stage.target().blocklist(blocked);
            int sent = stage.target().events().size();

            SyncReport report = stage.connector.run(job, Resend.all());
            SyncReport again = stage.connector.run(events, Resend.all());
            SyncReport plain = stage.connector.run(job);

            assertThat(report.counts().applied()).isEqualTo(299);
            assertThat(stage.target().contact(deleted)).isEmpty();
            assertThat(Truth.members(stage.target(), list)).hasSize(298).doesNotContain(left);
            assertThat(stage.target().contact(blocked).orElseThrow().emailBlacklisted())
                    .isTrue();
            assertThat(stage.target().resubscriptions()).isZero();
            assertThat(again.counts().applied()).isZero();
            assertThat(stage.target().events()).hasSize(sent);
            assertThat(plain.counts().applied()).isZero();
            assertThat(plain.counts().unchanged()).isEqualTo(299);
        }
    }

    @Test
    void syncAll_resending_runsTheJobsOfTheConnector() {
        try (SyncFixture stage = SyncFixture.open(sandbox -> sandbox.persons(20))) {
            stage.connector.syncAll();

            assertThat(stage.connector.syncAll(Resend.all()).counts().applied()).isEqualTo(20);
            assertThat(stage.connector.syncAll().counts().applied()).isZero();
        }
    }

    @Test
    void resendAll_sendsAlsoWhatAMapperHasNotDeclared() {
        FieldMapper undeclared = (person, contact) -> contact.set("NOTE", "a note");
        try (SyncFixture stage = SyncFixture.open(
                sandbox -> sandbox.persons(20),
                connector -> connector.mapping(undeclared).ledger(Ledger.inMemory()))) {
            stage.target().addAttribute("NOTE", "text");
            stage.sync();
            stage.target().deleteAttribute("NOTE");
            stage.target().addAttribute("NOTE", "text");

            SyncReport again = stage.connector.run(PersonSync.all(), Resend.all());

            assertThat(again.counts().applied()).isEqualTo(20);
        }
    }
}
