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
import java.util.stream.Stream;

/** Adds reports up. */
final class ReportSum {
    private ReportSum() {}

    static SyncReport of(List<SyncReport> sums, List<SyncReport> parts, Instant started, Instant ended) {
        Set<String> attributes = new LinkedHashSet<>();
        parts.forEach(part -> attributes.addAll(part.createdAttributes()));
        SyncReportBuilder sum = SyncReport.builder("all", started)
                .duration(Duration.between(started, ended))
                .counts(sums.stream().map(SyncReport::counts).reduce(SyncCounts.ZERO, SyncCounts::and))
                .reasons(byName(sums, SyncReport::reasons))
                .refusedFields(byName(sums, SyncReport::refusedFields))
                .withheldListJoins(
                        sums.stream().mapToLong(SyncReport::withheldListJoins).sum())
                .createdAttributes(attributes)
                .createdLists(parts.stream()
                        .flatMap(part -> part.createdLists().stream())
                        .toList())
                .removed(byName(sums, SyncReport::removed))
                .heldBack(byName(parts, SyncReport::heldBack))
                .notRemoved(byName(sums, SyncReport::notRemoved))
                .remarks(Stream.concat(parts.stream(), sums.stream())
                        .flatMap(part -> part.remarks().stream())
                        .distinct()
                        .toList())
                .calls(sums.stream().map(SyncReport::calls).reduce(CallCounts.NONE, CallCounts::and))
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
