package io.tajo.connector.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tajo.connector.job.PersonSync;
import io.tajo.connector.ledger.ContactKey;
import io.tajo.connector.ledger.ContactState;
import io.tajo.connector.plan.ContactChange;
import io.tajo.connector.plan.Decision;
import io.tajo.connector.report.SyncCounts;
import io.tajo.connector.report.SyncListener;
import io.tajo.connector.report.SyncReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShareTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ContactKey ADA = new ContactKey(1, 1);

    private final RunStatistics sum = statistics();
    private final RunStatistics persons = statistics();
    private final RunStatistics cohorts = statistics();

    ShareTest() {
        sum.share(List.of(
                new Share(persons, Set.of("NAME"), Set.of(), true),
                new Share(cohorts, Set.of("COHORTS"), Set.of(7L), false)));
    }

    private static RunStatistics statistics() {
        return new RunStatistics(new RunProgress(SyncListener.none(), PersonSync.all(), true), (person, reason) -> {});
    }

    private static Decision changed(boolean isNew, Map<String, Object> attributes, Set<Long> joins) {
        ContactChange change = new ContactChange(
                ADA,
                "ada",
                "ada@example.com",
                attributes,
                joins,
                ContactChange.Way.ANY,
                isNew,
                new ContactState(Map.of(), Set.of(), Set.of()));
        return new Decision.Changed(
                change,
                new Decision.Remarks(
                        Map.of("COHORTS", "too long", "NAME", "not a text"), Set.of(7L), List.of(), Set.of()));
    }

    private static SyncReport report(RunStatistics statistics) {
        var report = SyncReport.builder("job", NOW);
        statistics.writeTo(1, report);
        return report.build();
    }

    private static SyncCounts counts(RunStatistics statistics) {
        return report(statistics).counts();
    }

    @Test
    void count_aChangeOfOneJob_isUnchangedForTheOther() {
        sum.count(changed(false, Map.of("COHORTS", "Pro"), Set.of()));
        sum.settle("ada", new Outcome.Applied());

        assertThat(counts(sum).applied()).isEqualTo(1);
        assertThat(counts(cohorts).applied()).isEqualTo(1);
        assertThat(counts(persons).unchanged()).isEqualTo(1);
    }

    @Test
    void count_aChangeOfBoth_countsOnceInTheSum() {
        sum.count(changed(false, Map.of("NAME", "Ada"), Set.of(7L)));
        sum.settle("ada", new Outcome.Failed("Brevo refused it"));

        assertThat(counts(sum).failed()).isEqualTo(1);
        assertThat(counts(cohorts).failed()).isEqualTo(1);
        assertThat(counts(persons).failed()).isEqualTo(1);
    }

    @Test
    void count_aNewContact_isAChangeOfTheJobThatCreatesContacts() {
        sum.count(changed(true, Map.of("COHORTS", "Pro"), Set.of()));
        sum.settle("ada", new Outcome.Applied());

        assertThat(counts(persons).applied()).isEqualTo(1);
    }

    @Test
    void count_aPersonThatOneJobCannotMap_isRejectedByThatJobAlone() {
        sum.rejected("ada", 1, "no such value");
        sum.count(changed(false, Map.of("NAME", "Ada"), Set.of()));
        sum.settle("ada", new Outcome.Applied());

        assertThat(counts(cohorts).rejected()).isEqualTo(1);
        assertThat(report(cohorts).reasons()).containsEntry("no such value", 1L);
        assertThat(counts(persons).applied()).isEqualTo(1);
        assertThat(counts(sum).applied()).isEqualTo(1);
    }

    @Test
    void count_whatIsLeftOut_isSaidOfItsOwnJob() {
        sum.count(changed(false, Map.of("NAME", "Ada"), Set.of()));
        sum.settle("ada", new Outcome.Applied());

        assertThat(report(persons).refusedFields()).containsOnlyKeys("NAME: not a text");
        assertThat(report(persons).withheldListJoins()).isZero();
        assertThat(report(cohorts).refusedFields()).containsOnlyKeys("COHORTS: too long");
        assertThat(report(cohorts).withheldListJoins()).isEqualTo(1);
        assertThat(report(sum).refusedFields()).hasSize(2);
    }

    @Test
    void left_aList_isOfTheJobThatFillsIt() {
        sum.count(new Decision.Unchanged("ada", ADA, Optional.empty(), Decision.Remarks.NONE));
        sum.left(7, 3, new Outcome.Applied());

        assertThat(report(cohorts).removed()).isEqualTo(Map.of(7L, 3L));
        assertThat(report(persons).removed()).isEmpty();
        assertThat(report(sum).removed()).isEqualTo(Map.of(7L, 3L));
    }
}
