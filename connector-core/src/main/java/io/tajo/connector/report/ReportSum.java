package io.tajo.connector.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds reports up. */
final class ReportSum {
    private ReportSum() {}

    static SyncReport of(List<SyncReport> parts, Instant started, Instant ended) {
        Set<String> attributes = new LinkedHashSet<>();
        parts.forEach(part -> attributes.addAll(part.createdAttributes()));
        SyncReportBuilder sum = SyncReport.builder("all", started)
                .duration(Duration.between(started, ended))
                .counts(parts.stream().map(SyncReport::counts).reduce(SyncCounts.ZERO, SyncCounts::and))
                .reasons(byName(parts, SyncReport::reasons))
                .refusedFields(byName(parts, SyncReport::refusedFields))
                .withheldListJoins(
                        parts.stream().mapToLong(SyncReport::withheldListJoins).sum())
                .createdAttributes(attributes)
                .createdLists(parts.stream()
                        .flatMap(part -> part.createdLists().stream())
                        .toList())
                .removed(byName(parts, SyncReport::removed))
                .heldBack(byName(parts, SyncReport::heldBack))
                .notRemoved(byName(parts, SyncReport::notRemoved))
                .remarks(parts.stream().flatMap(part -> part.remarks().stream()).toList())
                .calls(parts.stream().map(SyncReport::calls).reduce(CallCounts.NONE, CallCounts::and))
                .parts(parts);
        Optional<SyncReport> failed = first(parts, SyncOutcome.FAILED);
        Optional<SyncReport> paused = first(parts, SyncOutcome.PAUSED);
        failed.ifPresentOrElse(
                part -> sum.failed(why(part)),
                () -> paused.ifPresentOrElse(
                        part -> sum.paused(resumeAt(parts, ended), why(part)),
                        () -> first(parts, SyncOutcome.BUSY).ifPresent(part -> sum.busy(why(part)))));
        return sum.build();
    }

    private static <K extends Comparable<K>> Map<K, Long> byName(
            List<SyncReport> parts, Function<SyncReport, Map<K, Long>> numbers) {
        return parts.stream()
                .flatMap(part -> numbers.apply(part).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    private static Optional<SyncReport> first(List<SyncReport> parts, SyncOutcome outcome) {
        return parts.stream().filter(part -> part.outcome() == outcome).findFirst();
    }

    private static String why(SyncReport part) {
        return part.job() + ": " + part.failure().orElse("");
    }

    private static Instant resumeAt(List<SyncReport> parts, Instant ended) {
        return parts.stream()
                .flatMap(part -> part.resumeAt().stream())
                .max(Instant::compareTo)
                .orElse(ended);
    }
}
