package io.tajo.connector.source;

import io.tajo.client.ConfigurationException;
import io.tajo.connector.job.CohortSync;
import io.tajo.connector.job.ListTarget;
import io.tajo.posthog.cohorts.CalculationState;
import io.tajo.posthog.cohorts.Cohort;
import io.tajo.posthog.cohorts.CohortQuery;
import io.tajo.posthog.cohorts.CohortsApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the cohorts of a job and the list of each. For one run. */
final class CohortChoice {
    /** PostHog takes seconds to minutes for a cohort. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final ReadContext sources;
    private final CohortsApi api;
    private final CohortSync job;
    private final Set<String> remarks = new LinkedHashSet<>();

    CohortChoice(ReadContext sources, CohortSync job) {
        this.sources = sources;
        this.api = sources.postHog().cohorts();
        this.job = job;
    }

    /** Returns the cohorts, each as it stands once all have been waited for. */
    List<Cohort> find() {
        List<Cohort> cohorts = chosen();
        Duration left = job.timeout();
        while (left.compareTo(Duration.ZERO) > 0 && anyCalculates(cohorts)) {
            Duration wait = left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
            sources.pause(wait, "for PostHog to calculate cohorts");
            left = left.minus(wait);
            cohorts = chosen();
        }
        return cohorts;
    }

    private static boolean anyCalculates(List<Cohort> cohorts) {
        return cohorts.stream().anyMatch(cohort -> cohort.state() == CalculationState.CALCULATING);
    }

    private List<Cohort> chosen() {
        List<Cohort> chosen = new ArrayList<>();
        Set<Long> missing = new LinkedHashSet<>(job.cohorts());
        for (Cohort cohort : api.list(CohortQuery.all().basic())) {
            if (cohort.deleted()) continue;
            if (missing.remove(cohort.id()) || job.cohorts().isEmpty()) chosen.add(cohort);
        }
        if (missing.isEmpty()) return chosen;
        String problem = "PostHog has no cohort " + join(missing)
                + ", or it was deleted. Take the number from the cohort's address under People > Cohorts.";
        if (chosen.isEmpty()) throw new ConfigurationException(problem);
        remarks.add(problem + " Its list stays as it is.");
        return chosen;
    }

    /** Returns the list of each cohort that has one. */
    Map<Long, ListTarget> lists(List<Cohort> cohorts) {
        Map<Long, ListTarget> lists = new LinkedHashMap<>();
        Set<String> unused = new LinkedHashSet<>(job.lists().keySet());
        for (Cohort cohort : cohorts) {
            for (String name : List.of(String.valueOf(cohort.id()), name(cohort))) {
                Long list = job.lists().get(name);
                if (list != null) lists.putIfAbsent(cohort.id(), ListTarget.of(list));
                if (list != null) unused.remove(name);
            }
            job.folder()
                    .ifPresent(folder -> lists.putIfAbsent(
                            cohort.id(),
                            new ListTarget.Named(name(cohort), folder, Optional.of("cohort " + cohort.id()))));
        }
        if (!unused.isEmpty()) {
            throw new ConfigurationException("Lists are set for cohorts that the job does not have: "
                    + String.join(", ", unused) + ". Name each cohort by its number or exactly by its name.");
        }
        leaveSharedLists(cohorts, lists);
        return lists;
    }

    /** Of cohorts that would share a list the oldest fills it: the others go without one, and the job goes on. */
    private void leaveSharedLists(List<Cohort> cohorts, Map<Long, ListTarget> lists) {
        Map<String, Cohort> owners = new LinkedHashMap<>();
        for (Cohort cohort :
                cohorts.stream().sorted(Comparator.comparing(Cohort::id)).toList()) {
            ListTarget list = lists.get(cohort.id());
            Cohort other = list == null ? null : owners.putIfAbsent(list.label(), cohort);
            if (list == null || other == null) continue;
            lists.remove(cohort.id());
            remarks.add("Cohorts " + other.id() + " and " + cohort.id() + " would share " + list.label()
                    + ": only cohort " + other.id()
                    + " fills it. Rename one of them, or set its list with intoList(cohort, list).");
        }
    }

    /** {@return what the caller should know of cohorts and their lists} */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    static String name(Cohort cohort) {
        String name = cohort.name();
        return name == null || name.isBlank() ? "Cohort " + cohort.id() : name;
    }

    private static String join(Set<Long> ids) {
        return String.join(", ", ids.stream().map(String::valueOf).toList());
    }
}
