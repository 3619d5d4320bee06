package io.tajo.connector.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Writes a report for people. */
final class ReportText {
    private ReportText() {}

    static String of(SyncReport report) {
        StringBuilder text = new StringBuilder();
        report.parts().forEach(part -> text.append(of(part)).append('\n'));
        SyncCounts counts = report.counts();
        line(text, "%s: %s in %s", report.job(), outcome(report), seconds(report.duration()));
        report.failure().ifPresent(why -> line(text, "  %s", why));
        line(text, "  %-12s%,12d", "read", counts.read());
        line(text, "  %-12s%,12d (%s)", "changed", counts.changed(), changed(counts));
        line(text, "  %-12s%,12d", "unchanged", counts.unchanged());
        line(text, "  %-12s%,12d (same address or event as another)", "merged", counts.merged());
        line(text, "  %-12s%,12d", "rejected", counts.rejected());
        line(text, "  %-12s%,12d", "skipped", counts.skipped());
        section(text, "reasons", report.reasons());
        section(text, "values left out", report.refusedFields());
        if (report.withheldListJoins() > 0) {
            line(text, "  %,d not put back into a list they have left", report.withheldListJoins());
        }
        report.removed().forEach((list, contacts) -> line(text, "  %,d taken out of list %d", contacts, list));
        report.heldBack()
                .forEach((list, contacts) -> line(
                        text,
                        list == 0 ? "  the attributes of %,d are held back" : "  %,d held back in list %d",
                        contacts,
                        list));
        report.notRemoved().forEach((list, contacts) -> line(text, "  %,d still to leave list %d", contacts, list));
        report.remarks().forEach(remark -> line(text, "  %s", remark));
        if (!report.createdLists().isEmpty()) {
            line(text, "  created lists: %s", String.join(", ", report.createdLists()));
        }
        if (!report.createdAttributes().isEmpty()) {
            line(text, "  created attributes: %s", String.join(", ", report.createdAttributes()));
        }
        report.events()
                .ifPresent(window ->
                        line(text, "  events from %s to %s", seconds(window.since()), seconds(window.until())));
        section(text, "calls", report.calls().byGroup());
        line(
                text,
                "  waited %s for quotas, %,d calls throttled",
                seconds(report.calls().waited()),
                report.calls().throttled());
        return text.toString().stripTrailing();
    }

    private static String outcome(SyncReport report) {
        String word = report.outcome().name().toLowerCase(Locale.ROOT);
        return report.resumeAt().map(until -> word + " until " + seconds(until)).orElse(word);
    }

    private static String changed(SyncCounts counts) {
        return String.format(
                Locale.ROOT,
                "%,d applied, %,d pending, %,d failed",
                counts.applied(),
                counts.pending(),
                counts.failed());
    }

    private static void section(StringBuilder text, String title, Map<String, Long> numbers) {
        if (numbers.isEmpty()) return;
        line(text, "  %s:", title);
        numbers.forEach((name, number) -> line(text, "    %,10d  %s", number, name));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
